//! Questions to a standing, answers in the words of the plan.
