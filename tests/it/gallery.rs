//! Every small widget in one picture, light and dark.

use eframe::egui::{self, Ui, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;
use tandem::{
    app::{
        format,
        state::NoticeKind,
        theme,
        widgets::{self, Icon},
    },
    model::{Axis, Team, Tier, Tone},
};

use crate::harness;

const SIZE: Vec2 = vec2(1000.0, 790.0);

/// What the widgets of the gallery change.
#[derive(Default)]
struct Gallery {
    view: u8,
    search: String,
}

#[test]
fn widgets_light() {
    picture(false).snapshot("widgets-light");
}

#[test]
fn widgets_dark() {
    picture(true).snapshot("widgets-dark");
}

fn picture(is_dark: bool) -> egui_kittest::Harness<'static> {
    let mut gallery = Gallery { search: "sørensen".to_owned(), ..Default::default() };
    harness::widgets(SIZE, is_dark, move |ui| {
        let ground = theme::of(ui).ground;
        ui.painter().rect_filled(egui::Rect::EVERYTHING, 0.0, ground);
        egui::Frame::new().inner_margin(8).show(ui, |ui| gallery_ui(ui, &mut gallery));
    })
}

fn gallery_ui(ui: &mut Ui, gallery: &mut Gallery) {
    bar_ui(ui);
    widgets::page_header(ui, "Criteria", "34 criteria, 3 contested. Drag a row to another tier", |ui| {
        widgets::segmented(ui, "View", &mut gallery.view, &[(0, "All"), (1, "Contested 3"), (2, "Against evidence 1")]);
    });
    ui.horizontal_top(|ui| {
        let width = (ui.available_width() - 8.0) / 2.0;
        ui.vertical(|left| {
            left.set_width(width);
            widgets::card(left, controls_ui(gallery));
            widgets::card(left, texts_ui);
            widgets::notice(left, "Saved to /home/ana/models/b2b-software.ron", NoticeKind::Done, "", 600.0);
            widgets::notice(
                left,
                "The library /data/northwind.sqlite is locked",
                NoticeKind::Error,
                "and 1 more",
                600.0,
            );
        });
        ui.vertical(|right| {
            right.set_width(width);
            widgets::card(right, marks_ui);
            widgets::card(right, bars_ui);
            widgets::card(right, |ui| {
                ui.set_height(200.0);
                empty_ui(ui);
            });
        });
    });
}

fn empty_ui(ui: &mut Ui) {
    let about = "Open the leads that this model is tried on";
    widgets::empty_state(ui, Icon::Inbox, "No leads yet", about, &["Open leads…"]);
}

fn bar_ui(ui: &mut Ui) {
    ui.horizontal(|ui| {
        widgets::logo(ui);
        widgets::bar_menu(ui, "Model", "B2B software", "edited", true, |_ui| {});
        widgets::bar_menu(ui, "Leads", "Northwind leads", "12,480 · as of 18 Nov 2026", false, |_ui| {});
        widgets::icon_button(ui, Icon::Undo2, "Undo");
        ui.add_enabled_ui(false, |ui| widgets::icon_button(ui, Icon::Redo2, "Redo"));
        widgets::primary_button(ui, "Save");
    });
}

fn controls_ui(gallery: &mut Gallery) -> impl FnOnce(&mut Ui) + '_ {
    |ui| {
        ui.horizontal(|ui| {
            widgets::quiet_button(ui, "Export");
            ui.add_enabled_ui(false, |ui| widgets::quiet_button(ui, "Not now"));
            widgets::link_button(ui, "Show the 318 leads →");
        });
        ui.horizontal(|ui| {
            widgets::choice_menu(ui, "Route", "any", |_ui| {});
            widgets::choice_menu(ui, "", "Job title", |_ui| {});
            for word in ["CEO", "CTO", "VP"] {
                widgets::chip(ui, word, &format!("Remove {word}"));
            }
        });
        widgets::search_field(ui, &mut gallery.search, "Search name, account, moment", 240.0);
        ui.scope(|ui| {
            ui.set_max_width(132.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            for (icon, name, count, is_here) in [
                (Icon::ListChecks, "Criteria", "34", true),
                (Icon::Grid2x2, "Matrix", "", false),
                (Icon::Users, "Leads", "12,480", false),
            ] {
                let item = widgets::NavItem { icon, name, side: count, alarm: None, is_here, is_narrow: false };
                widgets::nav_item(ui, &item);
            }
        });
    }
}

fn texts_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(theme::big("137"));
        ui.label(theme::second(ui, "leads a week to sales"));
    });
    ui.label(theme::caption(ui, "Leads in each cell, with the change"));
    ui.horizontal(|ui| {
        ui.label(theme::strong("Job title"));
        ui.label("has any of the words");
        ui.label(theme::strong("CEO, CTO").color(theme.accent));
    });
    ui.label("1,111,111 | 0123456789 | +15 −8 | 28 to 34 | “Ana Kovač” → Γιώργος, Тарас");
    ui.label("8,888,888 | 9876543210 | −11 +9 | 11 to 17 | Łukasz Żółć · Đặng Thị Hương");
    ui.horizontal(|ui| {
        for team in Team::ALL {
            ui.label(
                egui::RichText::new(format!("{} {}", theme::team_name(team), format::points(15)))
                    .color(theme.team(team)),
            );
        }
        for axis in Axis::ALL {
            ui.label(theme::strong(&axis.to_string()).color(theme.axis_text(axis)));
        }
    });
    ui.horizontal(|ui| {
        for icon in [Icon::Check, Icon::TriangleAlert, Icon::Trash2, Icon::Copy, Icon::Settings, Icon::Plus] {
            ui.label(theme::icon(icon));
        }
        ui.label(format!("an icon {} in a text", char::from(Icon::Flame)));
    });
}

fn marks_ui(ui: &mut Ui) {
    for count in [3, 2, 0] {
        ui.horizontal(|ui| {
            widgets::stars(ui, count);
            widgets::flames(ui, count);
        });
    }
    ui.horizontal(|ui| {
        let theme = theme::of(ui);
        for tier in Tier::ALL {
            widgets::tier_sign(ui, tier);
            ui.label(theme::strong(&theme::tier_name(tier)).color(theme.tier_text(tier)));
        }
    });
    ui.horizontal(|ui| {
        for tone in Tone::ALL {
            widgets::tone_tag(ui, tone, &theme::tone_name(tone));
        }
    });
    ui.horizontal(|ui| {
        for tone in Tone::ALL {
            let theme = theme::of(ui);
            let (rect, _) = ui.allocate_exact_size(vec2(64.0, 40.0), egui::Sense::hover());
            ui.painter().rect_filled(rect, 6.0, theme.tone_fill(tone));
            let at = rect.left_top() + vec2(7.0, 5.0);
            ui.painter().text(at, egui::Align2::LEFT_TOP, "1,120", theme::strong_font(), theme.text);
            let at = rect.left_bottom() + vec2(7.0, -5.0);
            ui.painter().text(at, egui::Align2::LEFT_BOTTOM, "+11", theme::small(), theme.better);
            let at = rect.right_bottom() + vec2(-7.0, -5.0);
            ui.painter().text(at, egui::Align2::RIGHT_BOTTOM, "−9", theme::small(), theme.worse);
        }
    });
}

fn bars_ui(ui: &mut Ui) {
    widgets::capacity_bar(ui, 137.0, 120.0);
    widgets::capacity_bar(ui, 60.0, 120.0);
    for rate in [0.38, 0.14, 0.03, 0.0] {
        let (rect, _) = ui.allocate_exact_size(vec2(120.0, 16.0), egui::Sense::hover());
        widgets::paint_rate_bar(ui, rect, rate, 0.11);
    }
}

#[test]
fn names_in_any_script_are_drawn() {
    let harness = harness::widgets(vec2(200.0, 40.0), false, |ui| {
        ui.label("田中 太郎");
    });
    assert!(harness.get_by_label("田中 太郎").rect().width() > 4.0 * 12.0, "four letters as wide as they are high");
}
