"""The assessment round: who is assessed by which set, the steps and their windows, scores of every step, the council."""
