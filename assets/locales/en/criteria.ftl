# The page “Criteria”.
criteria-subtitle = { $number ->
        [0] No criteria yet. Start with who your best customers are and what they did before they bought, or paste rows from a spreadsheet
        [one] One criterion. Click a row to change its rule, drag it to another tier
       *[other] { $count } criteria. Click a row to change its rule, drag it to another tier
    }
criteria-subtitle-contested = { $count } { $number ->
        [one] criterion
       *[other] criteria
    }, { $contested } contested. Click a row to change its rule, drag it to another tier
criteria-shown = Criteria shown
criteria-axis = Axis shown
criterion-gone = This criterion is no longer in the model. Undo brings it back
criteria-all = All
criteria-contested = Contested { $count }
criteria-round = In the round { $count }
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
axis-range = and goes from
axis-least = Least score
axis-most = Most score
categories = Categories
categories-about = Criteria of one subject, counted together. A cap keeps one subject from outweighing the rest
category-name = Category { $name }
category-rows = { $count } { $count ->
        [one] row
       *[other] rows
    }
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
column-marketing = M
column-sales = S
column-leads = Leads
column-won = Won ({ $base })
column-won-short = Won
column-win-rate = Win rate
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
row-text-waits = a text waits that is no rule yet
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
criteria-search = Search criteria
criteria-against = Against evidence { $count }
criteria-subtitle-sorted = { $count } criteria, sorted for the eye: the model keeps its own order. Click the caption again to end it
criteria-table = Tables of criteria
tier-heading = { $tier }, { $range } points: { $count }
name-of = Name, { $name }
marketing-points-of = Marketing’s points, { $name }
sales-points-of = Sales’ points, { $name }
leads-of = Leads, { $name }
win-rate-of = Win rate, { $name }
voice-silent = nothing proposed yet
voice-hidden = proposed, hidden until both teams are in
points-outside = outside the range of its tier
points-outside-range = { $tier } criteria have { $range } points: other points, or another tier?
against-evidence = against the evidence
against-evidence-detail = { $points } points, yet past wins say the contrary
won-detail = Won { $rate }, with few leads anything from { $least } to { $most }; all others { $rest }
sort-name = name
sort-points = points
sort-disagreement-marketing = how far sales is from marketing
sort-disagreement-sales = how far marketing is from sales
sort-leads = leads
sort-win-rate = win rate
sort-fit = Sort fit by { $by }
sort-engagement = Sort engagement by { $by }
caption-voice = { $team }’s points. Click to see the largest disagreements first
tiers-no-move = The chosen rows are of several tiers. Choose rows of one tier to move them line by line, or drag them all to another
sorted-no-move = The rows are sorted for the eye, so their own order can’t be changed. Click the caption again, then move them
drop-rows = { $count ->
        [one] To { $tier }
       *[other] { $count } criteria to { $tier }
    }
deleted-rows = Deleted { $count } criteria
rows-chosen = { $count } criteria
cell-not-whole = “{ $text }” is not a whole number of points, such as 12 or −8: they go from −{ $most } to { $most }
cell-ambiguous = “{ $text }” is a thousand in some countries and a one in others. Type it without the point, such as 1000 or 1
cell-out-of-range = “{ $text }” is too much: points go from −{ $most } to { $most }
cell-not-editable = This is what the leads say; it can be copied, not typed
cell-others-turn = In a blind round each team types its own points while it is at the keyboard
cell-no-name = A criterion needs a name
cell-no-criterion = The criterion is not there any more
paste-title = { $bad } of { $all } pasted { $all ->
        [one] row needs
       *[other] rows need
    } a look
paste-about = Nothing has been put in yet. { $good ->
        [one] Take the one row that is understood
       *[other] Take the { $good } rows that are understood
    }, or mend the sheet and paste it again
paste-nothing-good = Nothing has been put in. Mend the sheet and paste it again
paste-take = { $good ->
        [one] Take the other row
       *[other] Take the other { $good } rows
    }
paste-line = Line { $line }
paste-line-column = Line { $line }, { $column }
paste-line-name = Line { $line }, “{ $name }”
paste-line-column-name = Line { $line }, { $column } of “{ $name }”
paste-too-many = A model holds at most { $most } criteria, and this would be more
paste-extra-column = “{ $text }” stands in a fourth column. Without headings a sheet has name, points and rule; put headings above for more
paste-yes-no = “{ $text }” is neither yes nor no
paste-tier = “{ $text }” is not a tier: critical, important, influencing or negative
paste-no-points = A team’s tier or reason stands here without its points
paste-axis = “{ $text }” is not an axis: fit or engagement
paste-one-name = Several criteria can’t all be called “{ $text }”. Choose one cell, or a column of numbers
paste-beyond = There is no cell for “{ $text }”: the table ends before
pasted-rows = { $count ->
        [one] Pasted one criterion
       *[other] Pasted { $count } criteria
    }
pasted-with-categories = { $text }, and made { $count ->
        [one] a category
       *[other] { $count } categories
    } for them
key-go = From cell to cell
key-next-cell = Next cell to fill in, and back
key-next-row = Row below, and above
key-ends = First and last cell of the row, of the table
key-page = A page up and down
key-extend = Extend what is chosen
key-choose-all = Choose the whole table
key-choose-rows = Choose whole rows
key-choose-column = Choose the column
key-edit = Edit the cell (or just type)
key-open-rule = Open the rule; Esc leads back
key-cancel = Give up the edit, the choice, the card
key-clear = Clear the cells, or delete chosen rows
key-delete-rows = Delete the rows
key-copy-rows = Copy cells or whole rows, as a spreadsheet takes them
key-paste-rows = Paste cells, or rows from a spreadsheet
key-fill-down = Fill down, or duplicate one row
key-new-row = New criterion in this tier
key-move-row = Move the rows up and down, through the tiers
key-other-axis = Move the rows to fit, to engagement
key-to-tier = Move the rows to critical, important, influencing, negative
key-sort = Sort by the cursor’s column
key-search = Search the criteria
tier-range = Points of the tier { $tier }: change the range
axis-tiers = Points of the tiers…
