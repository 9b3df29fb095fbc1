"""The trained recogniser: lines to subwords, subwords to tag scores, scores to names."""
