//! Accounts, and the one-time link that makes the first admin.

use crate::{
    Error, Result, Tx,
    records::{millis, moment},
    word,
};
use domain::account::{AccountId, Role};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Inner number.
    pub id: AccountId,
    /// Sign-in name.
    pub login: String,
    /// Name as colleagues see it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// Closed accounts cannot sign in.
    pub is_closed: bool,
    /// Grows when the account is closed: sessions begun before are worth nothing.
    pub session_epoch: i64,
    /// When it was made.
    pub created_at: OffsetDateTime,
}

struct AccountRow {
    id: i64,
    login: String,
    name: String,
    role: String,
    password_hash: String,
    is_closed: i64,
    session_epoch: i64,
    created_at: i64,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        Ok(Self {
            id: AccountId(row.id),
            login: row.login,
            name: row.name,
            role: word(Role::parse, &row.role)?,
            password_hash: row.password_hash,
            is_closed: row.is_closed != 0,
            session_epoch: row.session_epoch,
            created_at: moment(row.created_at),
        })
    }
}

fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Tx {
    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::Taken`] when the sign-in name is in use.
    pub async fn insert_account(
        &mut self,
        login: &str,
        name: &str,
        role: Role,
        password_hash: &str,
        now: OffsetDateTime,
    ) -> Result<AccountId> {
        let (role, at) = (role.as_str(), millis(now));
        let done = sqlx::query!(
            "INSERT INTO account (login, name, role, password_hash, created_at) VALUES (?, ?, ?, ?, ?)",
            login,
            name,
            role,
            password_hash,
            at
        )
        .execute(&mut *self.inner)
        .await
        .map_err(Error::unique)?;
        Ok(AccountId(done.last_insert_rowid()))
    }

    /// The account with this sign-in name.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn account_by_login(&mut self, login: &str) -> Result<Option<Account>> {
        sqlx::query_as!(
            AccountRow,
            r#"SELECT id AS "id!", login, name, role, password_hash, is_closed, session_epoch, created_at
               FROM account WHERE login = ?"#,
            login
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(Account::try_from)
        .transpose()
    }

    /// The account with this number.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn account(&mut self, id: AccountId) -> Result<Option<Account>> {
        sqlx::query_as!(
            AccountRow,
            "SELECT id, login, name, role, password_hash, is_closed, session_epoch, created_at
             FROM account WHERE id = ?",
            id.0
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(Account::try_from)
        .transpose()
    }

    /// All accounts by name: a newsroom's worth, at most 1,000.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn accounts(&mut self) -> Result<Vec<Account>> {
        sqlx::query_as!(
            AccountRow,
            "SELECT id, login, name, role, password_hash, is_closed, session_epoch, created_at
             FROM account ORDER BY login LIMIT 1000"
        )
        .fetch_all(&mut *self.inner)
        .await?
        .into_iter()
        .map(Account::try_from)
        .collect()
    }

    /// Changes name, role and whether it is closed. Closing ends every session begun before, also after it is opened
    /// again.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn update_account(&mut self, id: AccountId, name: &str, role: Role, is_closed: bool) -> Result<()> {
        let role = role.as_str();
        let done = sqlx::query!(
            "UPDATE account SET name = ?1, role = ?2, session_epoch = session_epoch + (?3 > is_closed), is_closed = ?3
             WHERE id = ?4",
            name,
            role,
            is_closed,
            id.0
        )
        .execute(&mut *self.inner)
        .await?;
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Sets a new password.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn set_password(&mut self, id: AccountId, password_hash: &str) -> Result<()> {
        let done = sqlx::query!("UPDATE account SET password_hash = ? WHERE id = ?", password_hash, id.0)
            .execute(&mut *self.inner)
            .await?;
        if done.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// The secret kept under this name; `fresh` becomes it where there is none.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn signing_key(&mut self, name: &str, fresh: &[u8], now: OffsetDateTime) -> Result<Vec<u8>> {
        let at = millis(now);
        sqlx::query!(
            "INSERT INTO signing_key (name, secret, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            name,
            fresh,
            at
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(sqlx::query_scalar!("SELECT secret FROM signing_key WHERE name = ?", name)
            .fetch_one(&mut *self.inner)
            .await?)
    }

    /// How many open admin accounts there are.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn count_admins(&mut self) -> Result<i64> {
        Ok(sqlx::query_scalar!("SELECT count(*) FROM account WHERE role = 'admin' AND is_closed = 0")
            .fetch_one(&mut *self.inner)
            .await?)
    }

    /// Makes this the only set-up link. Only its hash is kept.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_setup_link(&mut self, token: &str, expires_at: OffsetDateTime) -> Result<()> {
        let (hash, at) = (token_hash(token), millis(expires_at));
        sqlx::query!("DELETE FROM setup_link").execute(&mut *self.inner).await?;
        sqlx::query!("INSERT INTO setup_link (token_hash, expires_at) VALUES (?, ?)", hash, at)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// True while this set-up link can be used.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn setup_link_stands(&mut self, token: &str, now: OffsetDateTime) -> Result<bool> {
        let (hash, at) = (token_hash(token), millis(now));
        let found =
            sqlx::query_scalar!("SELECT expires_at FROM setup_link WHERE token_hash = ? AND expires_at > ?", hash, at)
                .fetch_optional(&mut *self.inner)
                .await?;
        Ok(found.is_some())
    }

    /// Uses up the set-up link.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn drop_setup_links(&mut self) -> Result<()> {
        sqlx::query!("DELETE FROM setup_link").execute(&mut *self.inner).await?;
        Ok(())
    }
}
