//! Every fault of reading, with its page.
