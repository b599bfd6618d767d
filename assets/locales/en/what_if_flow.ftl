# What a draft is held against, and who moves where.
against-words = against { $baseline }
against-baseline = Baseline
against-saved = the saved model
against-opened = the model as it was opened
against-empty = the empty model
against-agreed = what is agreed
against-signed = the version signed on { $day }
against-scenario = scenario “{ $name }”
against-scenarios = Kept scenarios
against-signed-by = { $day }, { $who } ({ $team })
against-nobody-signed = Nobody has signed a version yet; teams sign on the page “Agreement”
against-signed-lost = The file does not hold the version that was signed
against-no-model = “{ $file }” is not a model that Tandem can read: line { $line } is not as it should be. Choose another file
against-unread = { $why }. The draft is still held against { $baseline }
against-voice = One team’s proposals are scored now, and held against what is agreed
against-tip = What the draft is held against
against-tip-file = The draft is held against { $path }, as it was when it was chosen
against-item-signed = The version signed last
against-item-file = Another model…
against-item-file-by-path = Another model by path…
command-against-saved = Baseline: the saved model
command-against-opened = Baseline: the model as it was opened
command-against-signed = Baseline: the version signed last
command-against-file = Baseline: another model…
command-against-file-by-path = Baseline: another model by path…
dialog-against = A model to hold the draft against
dialog-export-leads = Save the list of leads
flow-title = Who moves where
flow-picture = Who moves where, as a picture. { $finding }
flow-view = Movement as
flow-view-picture = Picture
flow-view-table = Table
flow-view-cells = Cells
flow-waiting = Comparing the two models…
flow-draft-against = Draft against { $baseline }
flow-voice-against = What { $team } proposes against { $baseline }
flow-who = { $who }:
flow-differences = { $number ->
        [0] no difference
        [one] 1 difference
       *[other] { $number } differences
    }
flow-moves = { $number ->
        [0] nobody moves
        [one] 1 lead moves
       *[other] { $count } leads move
    }
flow-nobody = Every lead stays in its cell and on its route
flow-sales-same = the same leads go to sales
flow-sales-gained = { $number ->
        [one] 1 lead comes to sales
       *[other] { $gained } leads come to sales
    }, none is lost
flow-sales-lost = { $number ->
        [one] 1 lead no longer goes to sales
       *[other] { $lost } leads no longer go to sales
    }, none is gained
flow-sales-both = { $number ->
        [one] 1 lead comes to sales
       *[other] { $gained } leads come to sales
    }, { $more ->
        [one] 1 no longer goes
       *[other] { $lost } no longer go
    }
flow-wins = { $number ->
        [one] 1 past win
       *[other] { $count } past wins
    }
flow-wins-moved = { $gained } gained, { $lost } lost
flow-wins-up = ▲{"\u00A0"}{ $wins } gained
flow-wins-down = ▼{"\u00A0"}{ $wins } lost
flow-scale = Strong: who moves, drawn { $times } times as thick. Pale: who stays. Click a ribbon or a route for its leads
flow-same-scale = Strong: who moves. Pale: who stays. Click a ribbon or a route for its leads
flow-new = new
flow-gone = gone
flow-way = { $leads } from { $before } to { $after }
flow-way-stays = { $leads } stay on { $route }
flow-of-them-won = { $sentence }, { $number ->
        [one] 1 past win among them
       *[other] { $won } past wins among them
    }
flow-place-after = { $route } gets { $leads }, { $entering } of them from elsewhere
flow-place-before = { $route } had { $leads }, { $leaving } of them leave
flow-place-new = { $sentence }; it is new
flow-place-gone = { $sentence }; it is gone
flow-same-model = The draft does the same as the baseline. Change points, a rule or the edge of a band, or choose another baseline above, and this shows who moves
flow-same-place = { $number ->
        [one] One thing differs, and yet no lead
       *[other] { $number } things differ, and yet no lead
    } is in another cell or on another route
flow-go-criteria = Go to the criteria
flow-go-matrix = Go to the matrix
flow-no-leads-title = No leads to try it on
flow-no-leads = With leads open, this page shows who moves where when the draft takes the place of a baseline: which past wins sales would lose or gain, and whether it can work what comes
flow-no-criteria-title = No criteria yet
flow-no-criteria = Without criteria all leads score alike. Add some, or begin with a template; then every change shows here who moves
flow-column-route = Route
flow-column-was = Was
flow-column-is = Is
flow-column-change = Change
flow-column-enter = Come
flow-column-leave = Go
flow-column-week = A week
flow-column-cells = From cell to cell
flow-column-leads = Leads
flow-column-won = Past wins
flow-column-lead = Lead
flow-column-because = Because
flow-enter-name = Come to { $route }: { $leads }
flow-leave-name = Go from { $route }: { $leads }
flow-number-won = { $leads } ({ $won } won)
flow-sentence-weeks = { $sentence }; { $weeks } leads a week
flow-other-route = { $leads } in the same cell, which leads to another route now
flow-all-moved = All who move
flow-to-sales = To sales
flow-from-sales = No longer to sales
flow-wins-gained = Past wins gained
flow-wins-lost = Past wins lost
flow-enter = Come to { $route }
flow-leave = Go from { $route }
flow-stay = Stay on { $route }
flow-from-to = { $before } → { $after }
flow-tab = Show { $title }, { $leads }
flow-list = Leads behind the number
flow-list-empty = Nobody is among these
flow-scroll = Where in the list
flow-row = { $name }: from { $was } to { $is }. { $because }
flow-row-was = Was { $cell }, { $route }
flow-row-is = Is { $cell }, { $route }; { $outcome }
flow-row-open = A click opens the lead
flow-no-reason = stays where it was
flow-outcome-won = a past win
flow-outcome-lost = lost
flow-outcome-open = still open
flow-export = Export…
flow-export-tip = All of these leads with their reasons, as a table (CSV)
flow-export-stop = Stop
flow-exporting = Writing, { $part }
flow-export-name = leads
flow-exported = { $leads } written to { $path }
flow-export-stopped = Stopped; { $path } is as it was
flow-export-failed = The leads can’t be written to { $path }: { $why }. Name another file, or close the program that has this one open, and export again
load-title = What sales gets a week
load-same = { $is } leads a week go to sales, as before
load-change = { $is } leads a week go to sales, { $was } before
load-enough = within the { $most } that can be worked
load-over = { $over } more than the { $most } that can be worked
load-a-little = a little
load-caption = Line: what can be worked. Ring: what came before
load-about = Of the { $leads } created in the last { $weeks } weeks, by where they are now, divided by { $weeks }
load-undated = { $sentence }. { $number ->
        [one] 1 lead does
       *[other] { $leads } do
    } not say when it was created
load-line = { $route }: { $told }
load-no-route = No route to sales gets any leads
load-set-capacity = Say how many it can take
load-set-capacity-name = Capacity of { $route }
load-a-week = a week
load-of-a-week = of { $most } a week
load-gone = this route is gone, or no longer goes to sales
load-no-capacity = nobody says how many it can take
load-route-over = { $over } more than the { $most } it can take
load-route-under = room for { $left } more
load-waits-promised = the last of a week waits { $waits }, promised are { $promised }
load-waits = the last of a week waits { $waits }
load-promised = promised within { $promised }
load-hours = { $number } h
load-days = { $number } days
changes-title = { $number ->
        [0] What changed
        [one] What changed: 1 difference
       *[other] What changed: { $number } differences
    }
changes-none = Nothing that changes a score or a route
changes-compare = Compare everything in both
changes-compare-tip = Names, reasons and proposals too, each difference to be taken or left
changes-more = Show { $number } more
