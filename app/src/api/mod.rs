//! Server functions: what islands ask the server for. They are public endpoints, so each one authorises inside.

pub mod lookup;
