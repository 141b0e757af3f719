//! The server as visitors meet it: the whole router, without a socket. One binary, because linking it is what costs.

mod article;
mod chain_editor;
mod chains;
mod demo;
mod drift;
mod fetching;
mod headers;
mod hostile_text;
mod large;
mod leaning;
mod lines;
mod long_chain;
mod members;
mod names;
mod permissions;
mod pictures;
mod plausibility;
mod privacy;
mod reading;
mod refused;
mod revisions;
mod sign_in;
mod support;
mod writing;
