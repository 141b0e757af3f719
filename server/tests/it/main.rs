//! The server as visitors meet it: the whole router, without a socket. One binary, because linking it is what costs.

mod article;
mod chains;
mod demo;
mod headers;
mod members;
mod names;
mod permissions;
mod privacy;
mod reading;
mod refused;
mod revisions;
mod sign_in;
mod support;
mod writing;
