//! Accounts: signing in, the first admin, adding and changing members.

use crate::{Account, Actor, Error, Place, Result, Service, guesses::HashPlace, library::sha256, random, random_token};
use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHash, Version,
    password_hash::{self, Output, Salt, SaltString},
};
use domain::{
    Errors, Invalid, Reason,
    account::{self, AccountId, Role},
    permission::Action,
    text,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// How long the set-up link of an empty library stands.
const SETUP_LINK_HOURS: i64 = 24;
/// How long a session lasts at most, however much it is used.
const LONGEST_SESSION: time::Duration = time::Duration::days(90);
/// Name of the key that device cookies are signed with.
const DEVICE_KEY: &str = "device";
/// Its length, in bytes.
const KEY_BYTES: usize = 64;
/// Length of a password's hash, in bytes.
const OUTPUT: usize = Params::DEFAULT_OUTPUT_LEN;

/// A new account as typed.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// Sign-in name.
    pub login: String,
    /// Name as colleagues see it.
    pub name: String,
    /// Password.
    pub password: String,
    /// Role word.
    pub role: String,
}

impl NewAccount {
    fn check(&self) -> std::result::Result<(String, String, Role), Errors> {
        let mut e = Errors::default();
        let login = e.take(account::login_name("login", &self.login));
        let name = e.take(text::required_line("name", &self.name, 80));
        e.take(account::new_password("password", &self.password));
        let role = e.take(Role::from_form("role", &self.role)).flatten();
        if role.is_none() && e.of("role").is_none() {
            e.add("role", Reason::Empty);
        }
        match (login, name, role) {
            (Some(login), Some(name), Some(role)) if e.is_empty() => Ok((login, name, role)),
            _ => Err(e),
        }
    }
}

/// What a session keeps of who signed in. It stands for one password and one time that the account was open: a new
/// password ends every session begun before, and so does closing the account, also when it is opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    account: AccountId,
    password_mark: String,
    #[serde(default)]
    epoch: i64,
    /// Seconds since 1970; none in sessions of older versions.
    #[serde(default)]
    began: Option<i64>,
}

impl SignedIn {
    fn new(account: &Account, now: OffsetDateTime) -> Self {
        Self {
            account: account.id,
            password_mark: sha256(&account.password_hash),
            epoch: account.session_epoch,
            began: Some(now.unix_timestamp()),
        }
    }

    /// The same with the day on which it began, if it has none: older versions kept none.
    pub fn dated(self, now: OffsetDateTime) -> Self {
        Self { began: self.began.or(Some(now.unix_timestamp())), ..self }
    }

    /// Who signed in.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Whether this session is of this account as it stands now.
    fn is_of(&self, account: &Account, now: OffsetDateTime) -> bool {
        let age = self.began.map_or(0, |began| now.unix_timestamp() - began);
        !account.is_closed
            && self.account == account.id
            && self.password_mark == sha256(&account.password_hash)
            && self.epoch == account.session_epoch
            && age < LONGEST_SESSION.whole_seconds()
    }
}

/// Hashes a password with argon2id at the parameters that OWASP advises (19 MiB, 2 passes, 1 lane). The place is held
/// until the work is done, also where nobody waits for it any more.
async fn hash(password: String, mut place: HashPlace) -> Result<String> {
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(|e| Error::Broken(e.to_string()))?;
    let work = move || -> std::result::Result<String, password_hash::Error> {
        let argon2 = Argon2::default();
        let output = derive(&argon2, password.as_bytes(), salt.as_salt(), OUTPUT, &mut place)?;
        let hash = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: argon2.params().try_into()?,
            salt: Some(salt.as_salt()),
            hash: Some(output),
        };
        Ok(hash.to_string())
    };
    let hashed = tokio::task::spawn_blocking(work).await.map_err(|e| Error::Broken(e.to_string()))?;
    hashed.map_err(|e| Error::Broken(e.to_string()))
}

async fn fits(password: String, stored: String, mut place: HashPlace) -> bool {
    tokio::task::spawn_blocking(move || verify(password.as_bytes(), &stored, &mut place).unwrap_or(false))
        .await
        .unwrap_or(false)
}

/// Whether the password is the one that was stored, compared in constant time.
fn verify(password: &[u8], stored: &str, place: &mut HashPlace) -> std::result::Result<bool, password_hash::Error> {
    let stored = PasswordHash::new(stored)?;
    let (Some(salt), Some(expected)) = (stored.salt, stored.hash) else { return Ok(false) };
    let version = stored.version.map_or(Ok(Version::default()), Version::try_from)?;
    let argon2 = Argon2::new(Algorithm::try_from(stored.algorithm)?, version, Params::try_from(&stored)?);
    Ok(derive(&argon2, password, salt, expected.len(), place)? == expected)
}

/// The hash itself, of so many bytes.
fn derive(
    argon2: &Argon2<'_>,
    password: &[u8],
    salt: Salt<'_>,
    length: usize,
    place: &mut HashPlace,
) -> std::result::Result<Output, password_hash::Error> {
    let mut bytes = [0; Salt::MAX_LENGTH];
    let salt = salt.decode_b64(&mut bytes)?;
    Output::init_with(length, |out| {
        let memory = place.memory(argon2.params().block_count());
        Ok(argon2.hash_password_into_with_memory(password, salt, out, memory)?)
    })
}

/// A hash that no password fits: an unknown name takes as long to refuse as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FuYWRzYW5hZHNhbmFk$kRyyzhBAtkfs2OEbkY/xXUqRMGyhLCVVVURUFsqNW3Y";

impl Service {
    /// Signs in, from this place.
    ///
    /// # Errors
    /// [`Error::WrongSignIn`] without saying which half was wrong, [`Error::TooMany`], [`Error::Busy`].
    pub async fn sign_in(&self, login: &str, password: &str, place: &Place) -> Result<SignedIn> {
        let login = login.trim().to_lowercase();
        let found = self.store.read().await?.account_by_login(&login).await?;
        let guess = self.sign_ins.begin(&login, found.as_ref().map(|a| a.id), place)?;
        let stored = found.as_ref().map_or_else(|| NOBODY.to_owned(), |a| a.password_hash.clone());
        let permit = match self.sign_ins.hashing().await {
            Ok(permit) => permit,
            Err(busy) => {
                guess.was_none();
                return Err(busy);
            }
        };
        // Longer than any password may be is as wrong as any other: no more of it is hashed.
        let password: String = password.chars().take(account::MAX_PASSWORD + 1).collect();
        let fits = fits(password, stored, permit).await;
        match found {
            Some(account) if fits && !account.is_closed => {
                guess.was_right();
                Ok(SignedIn::new(&account, self.now()))
            }
            _ => Err(Error::WrongSignIn),
        }
    }

    /// The member behind a session; none when the account has been closed or has another password since, or the session
    /// has lasted too long.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn member(&self, signed_in: &SignedIn) -> Result<Option<Actor>> {
        let account = self.store.read().await?.account(signed_in.account).await?;
        let account = account.filter(|a| signed_in.is_of(a, self.now()));
        Ok(account.map(|a| Actor::Member { id: a.id, role: a.role, name: a.name }))
    }

    /// Whether this account is there and open.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn is_open_account(&self, id: AccountId) -> Result<bool> {
        Ok(self.store.read().await?.account(id).await?.is_some_and(|a| !a.is_closed))
    }

    /// The key that device cookies are signed with: 64 bytes, made once for each library.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Broken`] when the operating system has no randomness.
    pub async fn device_key(&self) -> Result<Vec<u8>> {
        let key = self.device_key.get_or_try_init(async || {
            let fresh = random::<KEY_BYTES>()?;
            let mut tx = self.store.write().await?;
            let key = tx.signing_key(DEVICE_KEY, &fresh, self.now()).await?;
            tx.commit().await?;
            Ok::<_, Error>(key)
        });
        key.await.cloned()
    }

    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::NotAllowed`].
    pub async fn add_account(&self, actor: &Actor, new: &NewAccount) -> Result<AccountId> {
        actor.require(Action::ManageAccounts)?;
        Ok(self.make_account(new, None).await?.account())
    }

    /// Makes an account; with a set-up token only while that still stands, so that two who hold it make one admin.
    async fn make_account(&self, new: &NewAccount, token: Option<&str>) -> Result<SignedIn> {
        let (login, name, role) = new.check()?;
        let hash = hash(new.password.clone(), self.sign_ins.hashing().await?).await?;
        let mut tx = self.store.write().await?;
        if let Some(token) = token
            && !tx.setup_link_stands(token, self.now()).await?
        {
            return Err(Error::NotFound);
        }
        let id = match tx.insert_account(&login, &name, role, &hash, self.now()).await {
            Err(store::Error::Taken) => return Err(Invalid::new("login", Reason::Taken).into()),
            other => other?,
        };
        if role == Role::Admin {
            tx.drop_setup_links().await?;
        }
        let account = tx.account(id).await?.ok_or(Error::NotFound)?;
        tx.commit().await?;
        Ok(SignedIn::new(&account, self.now()))
    }

    /// All accounts.
    ///
    /// # Errors
    /// [`Error::NotAllowed`].
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<Account>> {
        actor.require(Action::ManageAccounts)?;
        Ok(self.store.read().await?.accounts().await?)
    }

    /// Changes an account's role, or closes or opens it; what is not said stays as it is. Closing ends its sessions for
    /// good. The last open admin stays.
    ///
    /// # Errors
    /// [`Error::NotAllowed`], [`Error::NotFound`], [`Error::Refused`].
    pub async fn change_account(
        &self,
        actor: &Actor,
        id: AccountId,
        role: Option<&str>,
        is_closed: Option<bool>,
    ) -> Result<()> {
        actor.require(Action::ManageAccounts)?;
        let role = match role {
            Some(role) => Some(Role::from_form("role", role)?.ok_or_else(|| Invalid::new("role", Reason::Empty))?),
            None => None,
        };
        let mut tx = self.store.write().await?;
        let account = tx.account(id).await?.ok_or(Error::NotFound)?;
        let (role, is_closed) = (role.unwrap_or(account.role), is_closed.unwrap_or(account.is_closed));
        let steps_down = account.role == Role::Admin && !account.is_closed && (role != Role::Admin || is_closed);
        if steps_down && tx.count_admins().await? < 2 {
            return Err(Invalid::new("role", Reason::EditorsOnly).into());
        }
        tx.update_account(id, &account.name, role, is_closed).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Sets a new password for an account by its sign-in name: for the command line. Its open sessions end.
    ///
    /// # Errors
    /// [`Error::NotAllowed`], [`Error::NotFound`], [`Error::Refused`].
    pub async fn reset_password(&self, actor: &Actor, login: &str, password: &str) -> Result<()> {
        actor.require(Action::ManageAccounts)?;
        account::new_password("password", password)?;
        let hash = hash(password.to_owned(), self.sign_ins.hashing().await?).await?;
        let mut tx = self.store.write().await?;
        let account = tx.account_by_login(&login.trim().to_lowercase()).await?.ok_or(Error::NotFound)?;
        tx.set_password(account.id, &hash).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A fresh one-time token for the first admin; none once there is an admin.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn setup_token(&self) -> Result<Option<String>> {
        let mut tx = self.store.write().await?;
        if tx.count_admins().await? > 0 {
            return Ok(None);
        }
        let token = random_token()?;
        tx.put_setup_link(&token, self.now() + time::Duration::hours(SETUP_LINK_HOURS)).await?;
        tx.commit().await?;
        Ok(Some(token))
    }

    /// Whether this token can still be used.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn setup_stands(&self, token: &str) -> Result<bool> {
        Ok(self.store.read().await?.setup_link_stands(token, self.now()).await?)
    }

    /// Makes the first admin and uses up the link.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a used or wrong token, [`Error::Refused`].
    pub async fn set_up(&self, token: &str, new: &NewAccount) -> Result<SignedIn> {
        if !self.setup_stands(token).await? {
            return Err(Error::NotFound);
        }
        let new = NewAccount { role: Role::Admin.as_str().to_owned(), ..new.clone() };
        self.make_account(&new, Some(token)).await
    }

    /// Forgets sessions that have run out and attempts long past.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn sweep(&self) -> Result<()> {
        self.sign_ins.sweep();
        self.fetching.sweep();
        self.store.sessions().sweep(self.now()).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{PasswordVerifier, password_hash::PasswordHasher};

    /// What is hashed here is read by the library's own verifier, and the other way round.
    #[tokio::test]
    async fn hashes_are_argon2s_own() {
        let limits = crate::guesses::SignInLimits::default();
        let own = hash("rumah di tepi laut".to_owned(), limits.hashing().await.unwrap()).await.unwrap();
        assert!(own.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{own}");
        let parsed = PasswordHash::new(&own).unwrap();
        assert!(Argon2::default().verify_password(b"rumah di tepi laut", &parsed).is_ok());
        assert!(Argon2::default().verify_password(b"rumah di tepi sungai", &parsed).is_err());
        let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
        let theirs = Argon2::default().hash_password(b"kapal kayu", &salt).unwrap().to_string();
        for (password, stored, right) in [
            ("kapal kayu", theirs.as_str(), true),
            ("kapal besi", theirs.as_str(), false),
            ("rumah di tepi laut", own.as_str(), true),
            ("kapal kayu", "no hash", false),
            ("kapal kayu", "$argon2id$v=19$m=19456,t=2,p=1", false),
        ] {
            let place = limits.hashing().await.unwrap();
            assert_eq!(fits(password.to_owned(), stored.to_owned(), place).await, right, "{password} {stored}");
        }
    }

    #[test]
    fn an_unknown_name_takes_the_same_work_as_a_wrong_password() {
        let nobody = PasswordHash::new(NOBODY).expect("the hash of nobody reads");
        let somebody = Argon2::default();
        let salt = SaltString::encode_b64(b"sixteen bytes ok").expect("a salt");
        let fresh = somebody.hash_password(b"rumah di tepi laut", &salt).expect("a hash");
        assert_eq!((nobody.algorithm, nobody.version), (fresh.algorithm, fresh.version));
        assert_eq!(nobody.params.to_string(), fresh.params.to_string());
        assert!(Argon2::default().verify_password(b"rumah di tepi laut", &nobody).is_err());
    }
}
