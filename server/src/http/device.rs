//! The cookie of a browser in which somebody has signed in before. It opens nothing. With it a wrong guess elsewhere does
//! not slow its owner down, and a form that is sent after the session has ended comes back with what was typed.

use crate::State;
use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, CookieJar, Key, SameSite};
use domain::account::AccountId;
use service::{Device, Error, random_token};

/// How long a browser keeps it.
const LIFE: time::Duration = time::Duration::days(180);

fn name(state: &State) -> &'static str {
    if state.site.is_https() { "__Host-sanad-device" } else { "sanad-device" }
}

async fn key(state: &State) -> Result<Key, Error> {
    Key::try_from(state.service.device_key().await?.as_slice()).map_err(|e| Error::Broken(format!("device key: {e}")))
}

/// The device that the request's cookie names, when we signed it and it has not run out.
///
/// # Errors
/// [`Error::Store`] when the key cannot be read.
pub async fn read(state: &State, headers: &HeaderMap) -> Result<Option<Device>, Error> {
    let own = name(state);
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(Cookie::split_parse);
    let Some(cookie) = sent.filter_map(Result::ok).find(|c| c.name() == own) else { return Ok(None) };
    let mut jar = CookieJar::new();
    jar.add_original(cookie.into_owned());
    let Some(signed) = jar.signed(&key(state).await?).get(own) else { return Ok(None) };
    Ok(device(signed.value(), state.service.now().unix_timestamp()))
}

fn device(value: &str, now: i64) -> Option<Device> {
    let mut parts = value.splitn(3, '.');
    let account = AccountId(parts.next()?.parse().ok()?);
    let made: i64 = parts.next()?.parse().ok()?;
    let word = parts.next()?.to_owned();
    (made..=made.saturating_add(LIFE.whole_seconds())).contains(&now).then_some(Device { account, word })
}

/// The `Set-Cookie` that marks this browser as one in which `account` has signed in.
///
/// # Errors
/// [`Error::Store`], [`Error::Broken`].
pub async fn mark(state: &State, account: AccountId) -> Result<HeaderValue, Error> {
    let value = format!("{}.{}.{}", account.0, state.service.now().unix_timestamp(), random_token()?);
    let cookie = Cookie::build((name(state), value))
        .path("/")
        .max_age(LIFE)
        .http_only(true)
        .secure(state.site.is_https())
        .same_site(SameSite::Lax);
    let mut jar = CookieJar::new();
    jar.signed_mut(&key(state).await?).add(cookie);
    let set = jar.delta().next().map(ToString::to_string).unwrap_or_default();
    HeaderValue::from_str(&set).map_err(|e| Error::Broken(format!("device cookie: {e}")))
}

/// Whether a request without a session comes from a browser in which somebody has signed in whose account is still open.
pub async fn is_known(state: &State, headers: &HeaderMap) -> bool {
    let known = async {
        match read(state, headers).await? {
            Some(device) => state.service.is_open_account(device.account).await,
            None => Ok(false),
        }
    };
    known.await.unwrap_or_else(|error: Error| {
        tracing::error!(%error, "a device cookie could not be checked");
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_runs_out() {
        let made = 1_800_000_000;
        let value = format!("7.{made}.ab12");
        let own = Device { account: AccountId(7), word: "ab12".to_owned() };
        assert_eq!(device(&value, made), Some(own.clone()));
        assert_eq!(device(&value, made + LIFE.whole_seconds()), Some(own));
        assert_eq!(device(&value, made + LIFE.whole_seconds() + 1), None);
        assert_eq!(device(&value, made - 1), None, "made in the future");
        for odd in ["", "7", "7.1", "x.1.ab", "7.x.ab", &format!("7.{}.ab", i64::MAX)] {
            assert_eq!(device(odd, made), None, "{odd:?}");
        }
    }
}
