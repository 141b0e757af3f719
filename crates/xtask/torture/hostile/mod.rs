//! Stub
use crate::{options::Options, report::Report};
pub(crate) async fn run(_: &Options, _: &mut Report) {}
