//! What goes out, and what does not.
