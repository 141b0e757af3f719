//! A site of one's own for each test, visitors who keep cookies, and forms as browsers send them.

mod app;
mod browser;
mod client;
mod form;
mod page;

pub use app::{PASSWORD, TestApp};
pub use browser::{form_in, form_to, title_of};
pub use client::Client;
pub use form::{Form, article, quote};
pub use page::Page;
