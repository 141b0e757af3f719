//! Field components: label, hint, error, what was typed.
