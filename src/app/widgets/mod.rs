//! Small painted widgets that every page uses. Each has an accessible name.

mod buttons;
mod frames;
mod long_list;
mod marks;
mod menus;
mod number;
mod segmented;
mod text;

pub use lucide_icons::Icon;

pub use self::{
    buttons::{chip, danger_button, icon_button, link_button, primary_button, quiet_button},
    frames::{NavItem, card, empty_state, follow_focus, logo, nav_item, notice, page_header, scrolled_page, value_row},
    long_list::{Extent, SCROLL_BAR, Scroll, scroll_bar, scroll_by_wheel, step_by_key},
    marks::{
        Mark, capacity_bar, flames, paint_mark, paint_marks, paint_rate_bar, paint_tier_sign, rate_colour, stars,
        tier_sign, tone_swatch, tone_tag,
    },
    menus::{bar_menu, choice_menu, choice_menu_with, combo_box, find_button, search_field},
    number::{whole, whole_number},
    segmented::{Sign, segmented, segmented_with},
    text::{cut_in_the_middle, one_line},
};
