# The page “Matrix” and the consequence panel.
nothing = –
leads-count = { $count } { $number ->
        [one] lead
       *[other] leads
    }
matrix-subtitle = { $finding }. Drag an edge; click a cell to see what happens with its leads
matrix-subtitle-how = Drag an edge; click a cell to see what happens with its leads
matrix-finding = { $sales } of { $leads } ({ $share }) go to sales
matrix-finding-wins = , with { $wins } of { $all } past wins
matrix-finding-closed = {" "}({ $wins } when they closed)
matrix-subtitle-empty = What happens with a lead, by fit and engagement. Drag an edge; click a cell to change its route
matrix-view = View
matrix-view-cloud = Cloud
matrix-view-table = Table
matrix-view-difference = Difference
matrix-view-beside = Side by side
pane-draft = the draft
pane-team = the model of { $team }
pane-title = { $title }: { $leads } to sales
pane-sentence = { $title }, { $cell }
difference-none = No cell has more or fewer leads than under { $title }. Change a number, or drag an edge, and see here what moves
difference-finding = Against { $title }: { $sales }; most changed: { $cells }
difference-by-name = { $finding }. Bands are paired by their names
difference-by-rank = { $finding }. Bands with other names are paired by their places
difference-sales-same = as many leads to sales
difference-sales-more = { $leads } more to sales
difference-sales-fewer = { $leads } fewer to sales
picture-menu = Save picture…
picture-dark = On a dark ground
picture-title = Matrix: { $model }
picture-as-of = as of { $day }
picture-unsaved = draft with unsaved changes
picture-file = { $model } matrix.{ $ending }
picture-saved = The picture is saved as { $path }
picture-failed = The picture can't be written to { $path }: { $why }. Name another file or folder, and save it again
command-save-picture-png = Save the matrix as a picture (PNG)…
command-save-picture-svg = Save the matrix as a drawing (SVG)…
dialog-save-picture = Save the matrix as a picture
dialog-copy-library = Copy the leads to change them
files-png = Pictures (PNG)
files-svg = Drawings (SVG)
percentage-points = { $change } points
interval = { $low } to { $high } %
tile-sentence = Fit { $fit }, engagement { $engagement }: { $leads }
tile-change = Fit { $fit }, engagement { $engagement }: { $change }, now { $leads }
bar-sentence = { $scores }: { $leads }, { $share } of all
scores-fit = Fit { $range }
scores-engagement = Engagement { $range }
histogram-fit = Leads by fit
histogram-engagement = Leads by engagement
histogram-finding = { $name }. Most: { $most }
legend-leads-a-tile = { $count } { $number ->
        [one] lead
       *[other] leads
    } a tile
legend-shade-about = Each tile holds the leads with some scores. Its shade goes by the logarithm of their number: from { $least } to { $most } in the fullest tile, so that one full tile does not hide the others
legend-or-fewer = ≤ { $number }
legend-dot = one lead
legend-disc = seven leads
legend-dots-about = Each dot is one lead; a disc with a number stands for so many with the same scores
legend-fewer = ▼ fewer
legend-more = ▲ more
legend-change-most = ± { $most } a tile
legend-change-about = Tiles and cells that hold more leads than before are blue, those that hold fewer are grey. The tile that changed most differs by { $most } leads. Whether more is better depends on the cell
matrix-no-leads = With leads open, each cell also shows how many fall into it, and how many of those were won
matrix-open-leads = Open leads…
matrix-import-leads = Import leads…
matrix-fit = fit
matrix-engagement = engagement
matrix-band = Band { $name } of { $axis }
matrix-band-about = { $band }: click to change the bands
matrix-edge = Edge of { $axis } { $name }
matrix-edge-about = Drag, or use the arrow keys (with shift by 5), Home and End; Escape takes it back
matrix-edge-tip = { $edge }. { $about }
matrix-engagement-caption = Engagement: what they do →
matrix-fit-caption = Fit: who they are ↑
owner-marketing = Marketing
owner-sales = Sales
owner-none = None
cell-sentence = Cell { $cell }: { $facts }
cell-heading = Cell { $cell }
cell-won = { $rate } won
cell-interval = { $interval }
cell-share = { $share } of all
cell-from-to = { $before } → { $now }
cell-new = new
cell-share-change = { $points } of all leads
cell-rate-change = { $points } won
cell-change = { $change } ({ $leads }, { $before } before)
cell-change-new = { $leads } in a new cell
cell-no-route = No route
stars-count = { $number } { $number ->
        [one] star
       *[other] stars
    }
flames-count = { $number } { $number ->
        [one] flame
       *[other] flames
    }
tries = { $attempts } { $attempts ->
        [one] try
       *[other] tries
    } in { $days } { $days ->
        [one] day
       *[other] days
    }
cell-route = Route
cell-route-of = Route of { $cell }
cell-within = Respond within
cell-leads = Leads
cell-win-rate = Won of decided
whisker-about = { $won } of { $decided } decided leads were won. With 95 % confidence, leads like these are won in { $low } to { $high } of cases
whisker-base = { $about }; of all leads it is { $base }
whisker-all = all leads { $base }
cell-none-decided = none decided yet
cell-a-week = New a week
cell-show = { $number ->
        [one] Show the one lead →
       *[other] Show the { $leads } →
    }
bands-fit = Bands of fit
bands-engagement = Bands of engagement
close-matrix-card = Close
bands-name = Name
bands-from = From
bands-stars = Stars
bands-flames = Flames
bands-rest = the rest
band-from = from { $from }
bands-name-of = Name of { $band }
bands-from-of = { $band } begins at
bands-split = Split { $band }
bands-remove = Remove { $band }
bands-scale = Score in
bands-points = Points
bands-percent = Percent
bands-range = Score range
bands-most = Highest score
bands-least = Lowest score
set-stars = { $number } of 3 stars for { $name }
set-flames = { $number } of 3 flames for { $name }
flames-from = Flames
flames-by-band = By band
flames-by-gain = By gain
flames-days = Gain over days
flames-edge = { $number } { $number ->
        [one] flame
       *[other] flames
    } from a gain of
routes = Routes
routes-add = + Route
routes-new = New route
routes-route = Route
routes-leads = Leads
routes-won = Won
routes-within = Within
routes-disqualified = Disqualified
routes-disqualified-to = Route of the disqualified
route-sentence = Route { $name }: { $leads } leads, { $won } won, within { $within }
route-no-promise = no time promised
route = Route
route-name = Name of the route
route-owner = Owner
route-tone = Tone
route-within = Respond within
route-within-number = Respond within, number
route-within-unit = Respond within, unit
route-set-within = Set a time
route-no-within = No time promised
unit-minutes = minutes
unit-hours = hours
unit-days = days
route-follow-up = Follow up
route-set-follow-up = Set attempts
route-no-follow-up = No follow-up agreed
route-follow-up-attempts = Follow-up, attempts
route-follow-up-days = Follow-up, days
route-tries-in = tries in
route-days = days
route-capacity = Capacity
route-capacity-number = Leads a week that can be worked
route-set-capacity = Set leads a week
route-no-capacity = No capacity known
route-a-week = leads a week
route-qualified-row = To sales
route-qualified = Counts as qualified
route-qualified-about = Leads on this route count as sent to sales
route-action = What to do
route-action-hint = Call, then mail the case study of their industry
route-delete = Delete the route
route-delete-cells = { $number ->
        [0] No cell uses it. What still does, goes to:
        [one] Its one cell goes to:
       *[other] Its { $number } cells go to:
    }
route-delete-to = Delete and use { $name }
route-duplicate = Duplicate the route
route-copy-of = { $name } (copy)
route-up = Move the route up
route-down = Move the route down
panel-title = What this does
panel-age = { $seconds } s old
panel-age-about = These numbers are of the draft as it was so long ago; the newer ones are on their way
panel-a-week = leads a week to sales
panel-in-all = leads to sales in all
panel-no-dates = How many that is a week is known once leads say when they were created
panel-no-capacity = No route says how many leads sales can work in a week
panel-over = { $over } more than the { $most } that sales can work
panel-within = { $load } of { $most } that sales can work
panel-load-change = Load { $now }, before { $before }
panel-change-about = More or fewer than { $against }
panel-partial = { $sentence }, on the routes with a capacity
panel-reading = Reading the leads…
panel-no-leads = With leads open, this shows how many go to sales, what changed, and which past wins would be caught
panel-lacks = Criteria ask for attributes that these leads lack
panel-lacks-more = These leads lack other attributes, too
panel-no-criteria = No criteria yet: every lead scores 0
panel-none-there = No lead was there yet on { $day }
panel-open-leads = Open leads…
panel-cells = Leads in each cell, and change
panel-cell = Matrix { $cell }: { $facts }
panel-wins = Past wins to sales
panel-of = of { $all }
panel-of-sample = of a sample
panel-wins-closed = Past wins when closed
panel-wins-closed-about = Each past win as it stood at the end of the day before it closed, with what it had done by then. As of today fewer go to sales, as what they did has faded since.
panel-wins-closed-sample = One closed lead in { $every } is looked at.
panel-no-outcomes = no outcomes known
panel-win-rate = Win rate to sales
panel-win-rate-about = Of the leads on a route to sales that were won or lost, so many were won.
panel-rate-change = { $points }{"\u00A0"}pp
panel-percentage-points = Percentage points, { $against }
panel-agreed = Agreed criteria
panel-agreed-of = { $agreed } of { $all }
panel-agreed-name = Agreed criteria: { $text }
panel-contested = { $contested } contested
panel-problems = Problems
panel-problems-name = Problems: { $text }
panel-no-problems = none
panel-errors = { $number } { $number ->
        [one] error
       *[other] errors
    }
panel-warnings = { $number } { $number ->
        [one] warning
       *[other] warnings
    }
panel-mend-name = Mend: { $sentence }
