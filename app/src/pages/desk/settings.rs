//! What the server does for members, for admins to switch on and off.

use crate::{
    components::Day,
    context::{services, visit, words},
    i18n::fill,
    pages::load,
};
use domain::date::PartialDate;
use leptos::prelude::*;
use leptos_meta::Title;

/// Whether pages are fetched by their address, and who switched that when.
#[component]
pub fn Settings() -> impl IntoView {
    let (w, service, visit) = (words(), services(), visit());
    let s = &w.settings;
    load(async move { service.fetch_setting(&visit.actor).await }, move |setting| {
        let (now, turn, button) =
            if setting.is_on { (s.is_on, "off", s.switch_off) } else { (s.is_off, "on", s.switch_on) };
        let size = fill(s.mb, &[("n", &(setting.bytes / 1_000_000).to_string())]);
        let rules = [
            s.rule_public.to_owned(),
            s.rule_robots.to_owned(),
            fill(s.rule_limits, &[("size", &size), ("seconds", &setting.seconds.to_string())]),
            s.rule_seen.to_owned(),
            s.rule_archive.to_owned(),
        ];
        let changes: Vec<AnyView> = setting
            .changes
            .into_iter()
            .map(|c| {
                let what = if c.value == "on" { s.switched_on } else { s.switched_off };
                let by = c.by.unwrap_or_else(|| s.command_line.to_owned());
                view! {
                    <li>
                        <Day date=PartialDate::Minute(c.at)/>
                        ": "
                        {what}
                        ", "
                        <bdi>{by}</bdi>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <Title text=format!("{} · Sanad", s.title)/>
            <h1>{s.title}</h1>
            <section class="setting" aria-labelledby="fetching">
                <h2 id="fetching">{s.fetching}</h2>
                <p>{s.fetching_help}</p>
                <ul>{rules.into_iter().map(|r| view! { <li>{r}</li> }).collect_view()}</ul>
                <form method="post" action="/desk/settings" class="setting__switch">
                    <p role="status"><strong>{now}</strong></p>
                    <button class="button button--main" id="fetching-turn" name="fetching" value=turn>{button}</button>
                </form>
                {(!changes.is_empty())
                    .then(|| {
                        view! {
                            <h3>{s.history}</h3>
                            <ul class="setting__history">{changes}</ul>
                        }
                    })}
            </section>
        }
    })
}
