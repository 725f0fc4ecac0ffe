//! Sources, spans, diagnostics and their renderers.
