//! Who works here: sign-in names and passwords as they may be chosen.

use crate::{
    invalid::{Invalid, Reason},
    words::word_list,
};
use serde::{Deserialize, Serialize};

word_list! {
    /// What somebody who is signed in may do (the table is in [`crate::permission`]).
    Role {
        /// Logs quotes and chains.
        Checker = "checker",
        /// Reviews, signs off and takes back.
        Editor = "editor",
        /// Everything, and accounts.
        Admin = "admin",
    }
}

/// Inner number of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub i64);

/// The shortest password, in code points (NIST SP 800-63B-4 asks for at least 15 where it stands alone; 12 keeps
/// attempts at the limited rate hopeless).
pub const MIN_PASSWORD: usize = 12;
/// The longest password, in code points.
pub const MAX_PASSWORD: usize = 256;

/// Checks a sign-in name: 2 to 60 of `a-z 0-9 . _ - @`, in lower case.
///
/// # Errors
/// [`Reason::TooShort`], [`Reason::TooLong`], [`Reason::NotALoginName`].
pub fn login_name(field: &str, text: &str) -> Result<String, Invalid> {
    let name = text.trim().to_lowercase();
    let len = name.chars().count();
    let refuse = |reason| Err(Invalid::new(field, reason));
    if len == 0 {
        return refuse(Reason::Empty);
    }
    if len < 2 {
        return refuse(Reason::TooShort { min: 2 });
    }
    if len > 60 {
        return refuse(Reason::TooLong { max: 60, len });
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'@')) {
        return refuse(Reason::NotALoginName);
    }
    Ok(name)
}

/// Checks a new password by its length alone: no rules about signs and digits (NIST SP 800-63B).
///
/// # Errors
/// [`Reason::TooShort`], [`Reason::TooLong`].
pub fn new_password(field: &str, text: &str) -> Result<(), Invalid> {
    let len = text.chars().count();
    if len < MIN_PASSWORD {
        return Err(Invalid::new(field, Reason::TooShort { min: MIN_PASSWORD }));
    }
    if len > MAX_PASSWORD {
        return Err(Invalid::new(field, Reason::TooLong { max: MAX_PASSWORD, len }));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_case_and_refuse_markup() {
        assert_eq!(login_name("n", " Rani@Desk ").unwrap(), "rani@desk");
        assert_eq!(login_name("n", "a b").unwrap_err().reason, Reason::NotALoginName);
        assert_eq!(login_name("n", "x").unwrap_err().reason, Reason::TooShort { min: 2 });
    }

    #[test]
    fn passwords_are_judged_by_length_in_code_points() {
        assert!(new_password("p", "kata sandi!").is_err());
        assert!(new_password("p", "سلام عليكم يا").is_ok());
    }
}
