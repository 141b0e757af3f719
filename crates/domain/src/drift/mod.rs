//! Drift: what changed between the wordings at the two ends of a hop.
