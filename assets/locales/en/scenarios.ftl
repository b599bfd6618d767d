# Scenarios: drafts that are kept, named, compared, and taken up again.
scenario = Scenario
scenario-draft = draft
scenario-about = The draft is as “{ $name }”. The menu holds what was kept: compare it, or go on with it
scenario-none = Nothing is kept yet. Keep the draft, try something else, and come back to it here
scenario-keep = Keep as scenario
scenario-keep-ask = Keep the draft as scenario…
scenario-keep-about = The draft is kept under a name in the model’s file: to compare it, and to go on with it later
scenario-keep-title = Keep as scenario
scenario-keep-do = Keep
scenario-rename-title = Name and note
scenario-rename-do = Rename
scenario-update-do = Replace
scenario-name = Name
scenario-note = Note
scenario-note-hint = What it tries, and why
scenario-name-missing = Give it a name to find it by
scenario-name-taken = Another scenario has this name
scenario-name-again = “{ $name }” is there already; it will be made to be as the draft
scenario-unnamed = Without a name
scenario-unnamed-of = Kept on { $day }
scenario-take = Take up as the draft
scenario-take-about = The draft becomes this scenario, in one step that undo takes back. What the teams said, decided and signed stays
scenario-keep-and-take = Keep the draft first, then take up
scenario-update = Replace by the draft
scenario-update-about = The scenario becomes what the draft is now
scenario-hold-against = Hold the draft against it
scenario-rename = Name and note…
scenario-delete = Delete
scenario-as-draft = The draft is as this scenario
scenario-kept = “{ $name }” is kept. Go on with the draft: this one stays as it is
scenario-updated = “{ $name }” is as the draft now
scenario-deleted = “{ $name }” is deleted; undo brings it back
scenario-taken = “{ $name }” is the draft now; undo brings back what was there
scenario-kept-and-taken = The draft is kept as “{ $kept }”, and “{ $name }” is the draft now
scenario-is-draft = The draft is as “{ $name }” already
scenario-gone = This scenario is no longer there
scenario-hidden = “{ $name }” has not become the draft: it would take away what a team has said in the blind round. Reveal first
scenarios-title = Scenarios compared
scenarios-empty = Drafts that you keep stand here side by side with the baseline: what each sends to sales, the past wins it catches, whom it moves. Keep what you have, try something else, and come back.
scenarios-empty-keep = Keep the draft
scenarios-no-leads = Open leads to see what each of them sends to sales
scenarios-working = Working out what each of them does with the leads
scenarios-baseline = Baseline
scenarios-the-baseline = the baseline
scenarios-the-draft = the draft
scenarios-quoted = “{ $name }”
scenarios-draft = Draft
scenarios-like = as { $name }
scenarios-like-baseline = as the baseline
scenarios-is-baseline = the baseline
scenarios-is-draft = the draft
scenarios-kept = kept { $day }
scenarios-column-a-week = Leads a week
scenarios-column-to-sales = To sales
scenarios-column-wins = Past wins
scenarios-column-of = { $name }, of { $all }
scenarios-column-rate = Win rate
scenarios-column-moved = Leads moved
scenarios-column-differences = Differences
scenarios-about-name = In the order in which they were kept
scenarios-about-a-week = Leads a week to sales, and by how many that is more than sales can work
scenarios-about-to-sales = All leads of the library that are on a route to sales
scenarios-about-wins = Leads that were won and would have gone to sales, and by how many that is more or fewer than under the baseline
scenarios-about-rate = Won of those won or lost that go to sales, and by how many percentage points that is more or less than under the baseline
scenarios-about-moved = Leads in another cell or on another route than under the baseline
scenarios-about-differences = In how much the model differs from the baseline that may change a score or a route
scenarios-sort = Sort by { $column }
scenarios-over = { $over } over
scenarios-a-week = { $leads } a week
scenarios-finding-both = { $name } catches most past wins ({ $wins } of { $all }) and has the best win rate ({ $rate })
scenarios-finding-two = { $name } { $count ->
        [one] catches
       *[other] catch
    } most past wins ({ $wins } of { $all }), { $other } { $others ->
        [one] has
       *[other] have
    } the best win rate ({ $rate })
scenarios-finding-wins = { $name } { $count ->
        [one] catches
       *[other] catch
    } most past wins ({ $wins } of { $all }), at the same win rate
scenarios-finding-rate = All catch { $wins } of { $all } past wins, and { $name } { $count ->
        [one] has
       *[other] have
    } the best win rate ({ $rate })
scenarios-finding-alike = All catch { $wins } of { $all } past wins, with the same win rate
scenarios-finding-over = { $sentence }. But { $name } sends { $over } leads a week more than sales can work
scenarios-finding-no-wins = { $name } sends most to sales ({ $leads }), { $other } fewest ({ $fewest })
scenarios-finding-no-wins-alike = All send as many to sales ({ $leads })
scenarios-two-names = { $name } and { $other }
scenarios-more-names = { $name } and { $count } more
scenarios-spoken-working = { $name }: being worked out
scenarios-spoken-best = { $text } (best)
scenarios-spoken-a-week = { $leads } leads a week to sales
scenarios-spoken-within = { $leads } leads a week to sales, who can work { $most }
scenarios-spoken-over = { $leads } leads a week to sales, { $over } more than they can work
scenarios-spoken-to-sales = { $leads } leads to sales
scenarios-spoken-wins = { $wins } of { $all } past wins
scenarios-spoken-rate = win rate { $rate }
scenarios-spoken-moved = { $leads } leads moved
scenarios-spoken-differences = { $count ->
        [one] 1 difference
       *[other] { $count } differences
    }
scenarios-tip-baseline = The others are held against this
scenarios-tip-same = Nothing differs from the baseline that could change a score or a route
scenarios-tip-differs = { $count ->
        [one] 1 difference
       *[other] { $count } differences
    } from the baseline
scenarios-tip-more = and { $count } more
command-keep-scenario = Keep as scenario…
palette-scenarios = Scenarios
palette-take-up = Take up scenario { $name }
