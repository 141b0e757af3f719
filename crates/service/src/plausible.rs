//! What does not fit together in a quote, who may set it aside, and which quotes need a fresh look.

use crate::{Actor, Refusal, Result, Service, views::QuoteList};
use domain::{
    Reason,
    form::{OverrideForm, QuoteForm},
    permission::Action,
    plausibility::{Facts, Finding, Override, Rule, findings},
    quote::Quote,
};
use store::Cursor;

/// The most that the count of quotes to look at again says.
const COUNTED: i64 = 100;

impl Service {
    /// Quotes that need a fresh look: a document above one of their mentions was corrected or withdrawn, and nobody
    /// has said since that it was compared again.
    ///
    /// # Errors
    /// [`crate::Error::SignInFirst`].
    pub async fn to_recheck(&self, actor: &Actor, after: Cursor) -> Result<QuoteList> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let page = crate::reading::PAGE;
        let fetched = i64::try_from(page + 1).unwrap_or(i64::MAX);
        Ok(QuoteList::cut(tx.quotes_to_recheck(after, fetched).await?, page))
    }

    /// How many quotes need a fresh look, counted to a hundred.
    ///
    /// # Errors
    /// [`crate::Error::SignInFirst`].
    pub async fn count_to_recheck(&self, actor: &Actor) -> Result<i64> {
        actor.require(Action::ReadUnpublished)?;
        Ok(self.store.read().await?.count_to_recheck(COUNTED).await?)
    }
}

/// Whether a quote stands in the list of those that need a fresh look.
pub(crate) fn needs_recheck(facts: &Facts<'_>) -> bool {
    let is_open = |f: &Finding| f.rule() == Rule::Recheck && facts.quote.set_aside(&f.id).is_none();
    findings(facts).iter().any(is_open)
}

/// Keeps what was set aside before and is not spoken of in the form, and refuses what only editors may change.
pub(crate) fn keep_overrides(
    actor: &Actor,
    quote: &mut Quote,
    old: Option<&Quote>,
    form: &QuoteForm,
    refusal: &mut Refusal,
) {
    let before: &[Override] = old.map_or(&[], |o| &o.overrides);
    if !actor.may(Action::OverridePlausibility) {
        for (n, line) in form.overrides.iter().enumerate() {
            let saved = before.iter().find(|o| o.finding.as_str() == line.about());
            let is_ticked = !line.finding.trim().is_empty();
            let typed = domain::text::form_newlines(&line.reason);
            let is_same = saved.map_or(!is_ticked, |o| is_ticked && o.reason == typed.trim());
            if !is_same {
                refusal.errors.add(OverrideForm::field(n, "finding"), Reason::EditorsOnly);
            }
        }
        quote.overrides = before.to_vec();
        return;
    }
    // Old ones keep their places; what the form does not mention stays as it was.
    let mut typed = std::mem::take(&mut quote.overrides);
    for saved in before {
        if let Some(at) = typed.iter().position(|o| o.finding == saved.finding) {
            quote.overrides.push(typed.remove(at));
        } else if form.overrides.iter().all(|line| line.about() != saved.finding.as_str()) {
            quote.overrides.push(saved.clone());
        }
    }
    quote.overrides.append(&mut typed);
}
