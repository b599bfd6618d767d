# The page “Criteria”.
criteria-subtitle = { $number ->
        [0] No criteria yet. Start with who your best customers are, and what they did before they bought
        [one] One criterion. Click a row to change its rule, drag it to another tier
       *[other] { $count } criteria. Click a row to change its rule, drag it to another tier
    }
criteria-subtitle-contested = { $count } { $number ->
        [one] criterion
       *[other] criteria
    }, { $contested } contested. Click a row to change its rule, drag it to another tier
criteria-shown = Criteria shown
criteria-all = All
criteria-contested = Contested { $count }
criteria-off = Off { $count }
axis-fit = Fit
axis-fit-about = who they are: explicit
axis-engagement = Engagement
axis-engagement-about = what they do: implicit
axis-at-most = at most { $most }
axis-percent = percent of attainable
fit-settings = Fit settings
engagement-settings = Engagement settings
axis-scale = The score is
scale-points = points
scale-percent = percent of attainable
axis-range = and stays between
axis-least = Least score
axis-most = Most score
categories = Categories
categories-about = Criteria of one subject, counted together. A cap keeps one subject from outweighing the rest
category-name = Category { $name }
category-rows = { $count } rows
counting-adds = all add up
counting-first = first match
counting-of = Counting of { $name }
at-least = at least
at-most = at most
cap-number = { $name }, points
add-category = Add category
new-category = New category
remove-category = Remove category { $name }
add-criterion = + Criterion
add-fit-criterion = Add a fit criterion
add-engagement-criterion = Add an engagement criterion
new-criterion = New criterion
copy-of = { $name } (copy)
column-criterion = Criterion
column-points = Points
column-voices = M · S
column-leads = Leads
column-won = Won ({ $base })
tier-empty = + { $tier } criterion
row-name = { $name }: { $rule }, { $points } points
row-rename = Rename
row-duplicate = Duplicate
row-up = Move up
row-down = Move down
row-to-tier = Move to tier
row-to-fit = Move to fit
row-to-engagement = Move to engagement
row-switch-off = Switch off
row-switch-on = Switch on
row-delete = Delete
criterion-name = Name of the criterion
criterion-counts = counts
criterion-counts-about = A criterion that does not count is kept, but changes no score
points = Points
points-of = Points, { $name }
gives = gives
points-in = points in
tier = Tier
category = Category
category-unknown = Unknown category
close-card = Close
evidence-leads = { $count ->
        [one] lead
       *[other] leads
    }, { $share }
evidence-won = · won
evidence-interval = ({ $least } to { $most })
evidence-interval-about = With 95 % confidence, judged by the { $decided } that were won or lost
evidence-rest = against { $rest } of the rest
evidence-against = Past wins speak against these points
examples-matching = These match
examples-others = These do not
examples-no-matching = No lead matches.
examples-no-others = Every lead matches.
examples-open = Open { $lead }
examples-unknown = unknown
examples-no-events = no such activity
examples-events = { $count ->
        [one] { $what }, { $ago }
       *[other] { $count } × { $what }, latest { $ago }
    }
first-match-place = { $category } counts the first match: this is row { $place } of { $count }
first-match-earlier = Earlier in { $category }
first-match-later = Later in { $category }
why = Why
why-hint = What the teams agreed on, and why
disqualifies = disqualifies
disqualifies-about = A match sends the lead to the disqualified route, whatever it scores
mend = Mend
deleted = Deleted: { $name }
