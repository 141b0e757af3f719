//! Opening a web page for a member who gave its address. Off until an admin switches it on, because it makes the server
//! connect to where visitors point it; `fetch` says which addresses it opens.

use crate::{Actor, Error, Result, Service, article::text_of_bytes, limits::quota};
use domain::{Invalid, Reason, account::AccountId, fetching::NotFetched, permission::Action};
use fetch::Fetcher;
use governor::{
    DefaultKeyedRateLimiter, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::sync::Arc;
use store::SettingChange;
use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

/// Name of the setting.
const SETTING: &str = "fetch_pages";
/// How many of its changes are listed.
const LISTED: i64 = 20;
/// How many pages are fetched at one time.
const AT_ONCE: usize = 4;

/// The fetcher, and who used it how often.
pub(crate) struct Fetching {
    fetcher: Option<Fetcher>,
    by_member: DefaultKeyedRateLimiter<Option<AccountId>>,
    places: Arc<Semaphore>,
    clock: DefaultClock,
}

impl Default for Fetching {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Fetching {
    fn new(fetcher: Option<Fetcher>) -> Self {
        Self {
            fetcher,
            // Twenty pages at once, then twelve a minute: more than anybody reads, too few to search a site with.
            by_member: RateLimiter::keyed(quota(20, 5)),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            clock: DefaultClock::default(),
        }
    }

    pub(crate) fn sweep(&self) {
        self.by_member.retain_recent();
    }
}

/// Whether pages are fetched, and who switched that when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchSetting {
    /// Whether it is switched on.
    pub is_on: bool,
    /// Largest page, in bytes.
    pub bytes: u64,
    /// Longest time for one, in seconds.
    pub seconds: u64,
    /// The last changes, newest first.
    pub changes: Vec<SettingChange>,
}

/// A page that was fetched.
pub(crate) struct Fetched {
    /// Where it was in the end.
    pub(crate) address: String,
    /// Its text or code.
    pub(crate) text: String,
    /// Whether that is the code of a web page.
    pub(crate) is_html: bool,
    /// Address of the newest archived copy, if there is one.
    pub(crate) archived: Option<String>,
}

impl Service {
    /// The same use cases, with a fetcher for pages.
    pub fn with_fetcher(self, fetcher: Fetcher) -> Self {
        Self { fetching: Arc::new(Fetching::new(Some(fetcher))), ..self }
    }

    /// Whether this actor can have pages fetched just now.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn can_fetch(&self, actor: &Actor) -> Result<bool> {
        Ok(self.fetching.fetcher.is_some() && actor.may(Action::FetchPage) && self.fetching_is_on().await?)
    }

    async fn fetching_is_on(&self) -> Result<bool> {
        Ok(self.store.read().await?.setting(SETTING).await?.as_deref() == Some("on"))
    }

    /// Whether pages are fetched, and who switched that when.
    ///
    /// # Errors
    /// [`Error::NotAllowed`].
    pub async fn fetch_setting(&self, actor: &Actor) -> Result<FetchSetting> {
        actor.require(Action::ManageSettings)?;
        let changes = self.store.read().await?.setting_changes(SETTING, LISTED).await?;
        let limits = self.fetching.fetcher.as_ref().map(|f| f.limits().clone()).unwrap_or_default();
        let is_on = changes.first().is_some_and(|c| c.value == "on");
        Ok(FetchSetting { is_on, bytes: limits.bytes, seconds: limits.time.as_secs(), changes })
    }

    /// Switches fetching on or off. What is so already stays, and makes no new line in its history.
    ///
    /// # Errors
    /// [`Error::NotAllowed`].
    pub async fn switch_fetching(&self, actor: &Actor, is_on: bool) -> Result<()> {
        actor.require(Action::ManageSettings)?;
        let mut tx = self.store.write().await?;
        if (tx.setting(SETTING).await?.as_deref() == Some("on")) == is_on {
            return Ok(());
        }
        tx.add_setting_change(SETTING, if is_on { "on" } else { "off" }, actor.account(), self.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Fetches a page, and meanwhile asks for its newest archived copy.
    ///
    /// # Errors
    /// [`Error::Refused`] at `url` with why it was not fetched; at `text` while it is switched off, because the text is
    /// what is then needed. [`Error::NotAllowed`].
    pub(crate) async fn fetch_page(&self, actor: &Actor, address: &str) -> Result<Fetched> {
        actor.require(Action::FetchPage)?;
        let not_fetched = |why: NotFetched| Error::from(Invalid::new("url", Reason::NotFetched(why)));
        let fetcher = match &self.fetching.fetcher {
            Some(fetcher) if self.fetching_is_on().await? => fetcher.clone(),
            _ => return Err(Invalid::new("text", Reason::NotFetched(NotFetched::SwitchedOff)).into()),
        };
        if let Err(until) = self.fetching.by_member.check_key(&actor.account()) {
            let wait = until.wait_time_from(self.fetching.clock.now()).as_secs() + 1;
            return Err(not_fetched(NotFetched::TooOften { wait }));
        }
        // Nobody waits in line here: a request that does is cut off by the server's own limit.
        let Ok(place) = self.fetching.places.clone().try_acquire_owned() else {
            return Err(not_fetched(NotFetched::TooOften { wait: 5 }));
        };
        let copier = fetcher.clone();
        let copy_of = |address: &str| {
            let (copier, asked) = (copier.clone(), address.to_owned());
            spawn_blocking(move || copier.archived_copy(&asked))
        };
        let copy = copy_of(address);
        let asked = address.to_owned();
        let page = spawn_blocking(move || {
            let _place = place;
            fetcher.page(&asked)
        });
        let broken = |e: JoinError| Error::Broken(format!("fetching failed: {e}"));
        let page = match page.await.map_err(broken)? {
            Ok(page) => page,
            Err(why) => {
                tracing::info!(address, %why, "a page was not fetched");
                return Err(not_fetched(why));
            }
        };
        tracing::info!(address, end = page.address, bytes = page.bytes.len(), "a page was fetched");
        let mut archived = copy.await.map_err(broken)?;
        if archived.is_none() && page.address != address {
            archived = copy_of(&page.address).await.map_err(broken)?;
        }
        Ok(Fetched {
            text: text_of_bytes(&page.bytes, page.charset.as_deref()),
            is_html: page.is_html,
            address: page.address,
            archived,
        })
    }
}
