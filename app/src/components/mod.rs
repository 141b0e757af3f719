//! Pieces that several pages share: drawn on the server, without event handlers.

mod card;
mod date;
mod diff;
mod finding;
mod head;
mod name;
mod notice;
mod pager;
mod problem;
mod record;
mod search_box;
mod wording;

pub use card::{QuoteCards, QuoteLine};
pub use date::Day;
pub use diff::{Diff, DiffSide, how_many};
pub use finding::{rests_on, rule_words, sentence, step_name};
pub use head::{PageHead, SharedHead};
pub use name::{Name, isolated};
pub use notice::Notice;
pub use pager::{NextPage, Pages};
pub use problem::Problem;
pub use record::{RecordQuotes, fact, fact_link, fact_list, fact_text};
pub use search_box::SearchBox;
pub use wording::{Wording, marks_of, quoted};
