//! SIGTERM while heavy pages are drawn.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::browser::Browser;
use crate::form;
use crate::options::Options;
use crate::report::Section;
use crate::server::PASSWORD;
use crate::stats::millis;

/// How long a server may take to end.
const MOST: Duration = Duration::from_secs(17);

/// Runs the case.
pub(super) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let mut slowest = Duration::ZERO;
    for steps in [500, 2_000] {
        let (_, mut server) = super::site(options, "f").await?;
        let mut member = Browser::new(server.address);
        member.sign_in("maker", PASSWORD).await?;
        let mut drawing = JoinSet::new();
        let body = form::long(steps, "add");
        for _ in 0..8 {
            let (mut browser, body) = (member.twin(), body.clone());
            drawing.spawn(async move {
                browser.post_body("/desk/quotes/new", &body).await.map_or(0, |answer| answer.status)
            });
        }
        sleep(Duration::from_millis(300)).await;
        let ended = server.terminate(Duration::from_mins(1)).await?;
        let told = ended.map_or("not within 60 s".to_owned(), millis);
        report.must(
            ended.is_some_and(|time| time < MOST),
            &format!("8 × {steps} steps: it ends within {} s", MOST.as_secs()),
            told,
        );
        slowest = slowest.max(ended.unwrap_or(Duration::from_mins(1)));
        drop(server);
        report.figure("what the members were answered", format!("{:?}", drawing.join_all().await));
    }
    report.headline(format!("ends within {}", millis(slowest)));
    Ok(())
}
