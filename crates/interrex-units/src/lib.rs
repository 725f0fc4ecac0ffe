//! Checked numbers: probabilities, likelihoods, dates and spans of time.
