//! The store over a file of its own: how SQLite goes about our queries, and that what is put in comes out.

mod articles;
mod chains;
mod copies;
mod migrations;
mod plans;
