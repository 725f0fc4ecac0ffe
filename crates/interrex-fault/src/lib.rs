//! Analyses of a circuit: cut sets, path sets, probability, importance.
