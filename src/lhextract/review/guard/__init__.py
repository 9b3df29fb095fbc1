"""Who may see the review page and who may write: every request passes here before any page is made."""
