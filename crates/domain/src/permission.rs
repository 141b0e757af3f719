//! Who may do what: one table. `service` asks it at every door; pages ask it only to hide what would be refused.

use crate::{account::Role, quote::QuoteState, words::word_list};

word_list! {
    /// Something that can be done.
    Action {
        /// Read what is published.
        ReadPublished = "read_published",
        /// Read drafts, quotes in review, notes and snapshots.
        ReadUnpublished = "read_unpublished",
        /// Start a quote.
        CreateQuote = "create_quote",
        /// Change a quote that is not public.
        EditUnpublished = "edit_unpublished",
        /// Change a record that readers see: a public quote, or a speaker, outlet or document that one names.
        EditPublished = "edit_published",
        /// Make a quote public.
        Publish = "publish",
        /// Take a public quote back.
        Unpublish = "unpublish",
        /// Mark a hop as compared at both ends.
        VerifyHop = "verify_hop",
        /// Set aside a finding about what does not fit together, with a reason that readers see.
        OverridePlausibility = "override_plausibility",
        /// Make speakers, outlets and documents, and change those that readers do not see.
        EditLibrary = "edit_library",
        /// Have the server open a web page by its address, where that is switched on.
        FetchPage = "fetch_page",
        /// Add accounts, change roles, close accounts.
        ManageAccounts = "manage_accounts",
        /// Switch on or off what the server does for members.
        ManageSettings = "manage_settings",
    }
}

/// The table: what this role may do; `None` is somebody who is not signed in.
pub fn allowed(role: Option<Role>, action: Action) -> bool {
    use Action as A;
    match role {
        None => matches!(action, A::ReadPublished),
        Some(Role::Checker) => matches!(
            action,
            A::ReadPublished | A::ReadUnpublished | A::CreateQuote | A::EditUnpublished | A::EditLibrary | A::FetchPage
        ),
        Some(Role::Editor) => !matches!(action, A::ManageAccounts | A::ManageSettings),
        Some(Role::Admin) => true,
    }
}

/// The action that changing a quote in this state is.
pub fn edit_of(state: QuoteState) -> Action {
    match state {
        QuoteState::Published => Action::EditPublished,
        QuoteState::Draft | QuoteState::Review => Action::EditUnpublished,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out a second time: anonymous, checker, editor, admin.
    const TABLE: [(Action, [bool; 4]); 13] = [
        (Action::ReadPublished, [true, true, true, true]),
        (Action::ReadUnpublished, [false, true, true, true]),
        (Action::CreateQuote, [false, true, true, true]),
        (Action::EditUnpublished, [false, true, true, true]),
        (Action::EditPublished, [false, false, true, true]),
        (Action::Publish, [false, false, true, true]),
        (Action::Unpublish, [false, false, true, true]),
        (Action::VerifyHop, [false, false, true, true]),
        (Action::OverridePlausibility, [false, false, true, true]),
        (Action::EditLibrary, [false, true, true, true]),
        (Action::FetchPage, [false, true, true, true]),
        (Action::ManageAccounts, [false, false, false, true]),
        (Action::ManageSettings, [false, false, false, true]),
    ];

    #[test]
    fn every_role_against_every_action() {
        assert_eq!(TABLE.len(), Action::ALL.len());
        let roles = [None, Some(Role::Checker), Some(Role::Editor), Some(Role::Admin)];
        for (action, row) in TABLE {
            for (role, expected) in roles.into_iter().zip(row) {
                assert_eq!(allowed(role, action), expected, "{role:?} {action:?}");
            }
        }
    }
}
