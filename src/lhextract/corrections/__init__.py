"""What stewards decided, applied to what the machine found: records in, records and rulings out.

`kinds` and `entries` say what can be decided about; `locate` finds the entry of a decision on the page of today, `fold`
says which decisions stand, `ruling` compares three ways, `apply` puts it all together. `decide` makes new decisions.
"""
