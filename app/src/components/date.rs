//! Dates as nobody misreads them, with the machine's form beside them.

use crate::context::visit;
use domain::date::PartialDate;
use leptos::prelude::*;

/// A date as far as it is known.
#[component]
pub fn Day(
    /// The date.
    date: PartialDate,
) -> impl IntoView {
    // Every precision that we keep is a valid `datetime`: a year, a month, a day, a moment with its zone.
    view! { <time datetime=date.to_string()>{date.display(visit().lang)}</time> }
}
