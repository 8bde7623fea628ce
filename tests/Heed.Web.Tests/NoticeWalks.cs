using System.Net.Http.Json;
using System.Text.RegularExpressions;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>What people are told, what they ask not to be told, and whether it was worth it: on a live server.</summary>
public sealed class NoticeWalks(RunningHeed heed)
{
    private const int DeadlineMs = 60_000;
    private const string Alert = "InputDrift";

    [Fact]
    public async Task An_incident_that_is_called_noise_stands_in_the_noise_report()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/incidents", address: server.Address);
        ILocator incidents = walk.Main.GetByRole(AriaRole.List, new() { Name = "Incidents, open first" });
        await incidents.GetByRole(AriaRole.Link).First.ClickAsync(new() { Timeout = DeadlineMs });
        await walk.Main.GetByLabel("You are").FillAsync("ana");
        ILocator noise = walk.Main.GetByRole(AriaRole.Button, new() { Name = "Noise" });
        await noise.ClickAsync();
        await Expect(noise).ToHaveAttributeAsync("aria-pressed", "true");

        await walk.Page.GotoAsync(new Uri(server.Address, "oncall").ToString());
        await walk.Main.GetByRole(AriaRole.Link, new() { NameRegex = new("Noise report") }).ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Noise report");
        await Expect(walk.Region("In short")).ToContainTextAsync("1 noise (100");
        ILocator bars = walk.Region("Interruptions by week").GetByRole(AriaRole.Img);
        await Expect(bars).ToHaveAttributeAsync("aria-label", new Regex("^Interruptions of credit by week: .* [1-9]"));
        await Expect(walk.Region("By service and week").GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(walk.Region("By service and week").GetByRole(AriaRole.Row).Last).ToContainTextAsync("credit");
        await Expect(walk.Region("Noisiest rules")).ToContainTextAsync(Alert);
        await walk.Main.GetByLabel("Weeks", new() { Exact = true }).SelectOptionAsync("12");
        await Expect(walk.Page).ToHaveURLAsync(new Regex("weeks=12"));
        await Expect(bars).ToHaveAttributeAsync("aria-label", new Regex("(,[^,]*){11}"));
        await walk.PictureAsync("noise-live");
        walk.AssertSilent();
    }

    [Fact]
    public async Task An_alert_that_another_server_posted_stands_in_the_group_that_its_notice_has()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        using HttpClient client = new() { BaseAddress = server.Address };
        object posted = new { labels = new { alertname = "DiskFull", model_name = "credit", severity = "warning" }, annotations = new { summary = "The disk of credit is full" } };
        using HttpResponseMessage answer = await client.PostAsJsonAsync("api/v2/alerts", new[] { posted });
        answer.EnsureSuccessStatusCode();

        await using WatchedPage walk = await heed.OpenAsync("/alerts", address: server.Address);
        await walk.Main.GetByRole(AriaRole.Button, new() { Name = "As routed" }).ClickAsync();
        ILocator group = walk.Main.GetByRole(AriaRole.Region, new() { Name = "outbox, model_name=credit" });
        await Expect(group.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2, new() { Timeout = DeadlineMs });
        await Expect(group).ToContainTextAsync("The disk of credit is full");
        await group.GetByRole(AriaRole.Link, new() { Name = Alert, Exact = true }).ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Alert);
        walk.AssertSilent();
    }

    [Fact]
    public async Task Settings_say_what_runs_and_that_reading_again_has_to_be_allowed()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/settings", address: server.Address);
        await Expect(walk.Region("Rules")).ToContainTextAsync("drift");
        await Expect(walk.Region("Series store")).ToContainTextAsync("ml_", new() { Timeout = DeadlineMs });
        await walk.Region("Configuration").GetByRole(AriaRole.Button, new() { Name = "Read the files again" }).ClickAsync();
        await Expect(walk.Region("Configuration").GetByRole(AriaRole.Status)).ToContainTextAsync("admin_api: true");
    }

    [Fact]
    public async Task A_notice_is_looked_at_before_anybody_gets_it_and_what_fails_in_it_is_said_with_its_place()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/alerts", address: server.Address);
        await walk.Main.GetByRole(AriaRole.Link, new() { Name = Alert, Exact = true }).First.ClickAsync(new() { Timeout = DeadlineMs });
        await walk.Main.GetByRole(AriaRole.Link, new() { Name = "Preview its notice" }).ClickAsync();
        ILocator notice = walk.Region("file[0]").GetByRole(AriaRole.Article);
        await Expect(notice).ToContainTextAsync("income of credit no longer looks like its baseline");

        await walk.Main.GetByLabel("Receiver").SelectOptionAsync("team");
        await Expect(walk.Region("slack[0]")).ToContainTextAsync("slack text, line 1, column");
        await Expect(walk.Region("slack[0]").GetByRole(AriaRole.Heading, new() { Level = 3 })).ToContainTextAsync(Alert);
        IFrameLocator mail = walk.Page.FrameLocator("iframe[title='The HTML of email[0]']");
        await Expect(mail.GetByRole(AriaRole.Heading)).ToContainTextAsync("[FIRING:1]");
        await walk.Main.GetByLabel("The alert is over").CheckAsync();
        await Expect(mail.GetByRole(AriaRole.Heading)).ToContainTextAsync("[RESOLVED]");

        ILocator tried = walk.Region("A text to try");
        await tried.GetByRole(AriaRole.Textbox).FillAsync("{{ .Status }} at {{ len .Alerts }}");
        await Expect(tried.GetByRole(AriaRole.Status)).ToHaveTextAsync("resolved at 1");
        await tried.GetByRole(AriaRole.Textbox).FillAsync("{{ .Status }}\n{{ nope }}");
        await Expect(tried.GetByRole(AriaRole.Alert)).ToContainTextAsync("line 2, column 4");
        await Expect(tried.Locator("pre")).ToContainTextAsync("^^^^");
        await walk.PictureAsync("preview-live");
        walk.AssertSilent();
    }

    [Fact]
    public async Task An_alert_is_silenced_by_one_key_with_what_it_holds_in_sight_and_heard_again()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/alerts", address: server.Address);
        await walk.Main.GetByRole(AriaRole.Link, new() { Name = Alert, Exact = true }).First.ClickAsync(new() { Timeout = DeadlineMs });
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Alert);
        await walk.Page.Keyboard.PressAsync("s");
        ILocator form = walk.Region("Silence");
        await Expect(form.GetByRole(AriaRole.Textbox).And(form.Locator("textarea"))).ToHaveValueAsync(new Regex($"alertname=\"{Alert}\""));
        await Expect(form).ToContainTextAsync("It would hold 1 alert now:");
        ILocator silence = form.GetByRole(AriaRole.Button, new() { Name = "Silence" });
        await Expect(silence).ToBeDisabledAsync();
        await form.GetByLabel("You are").FillAsync("ana");
        await form.GetByLabel("Why").FillAsync("the feed is being mended");
        await silence.ClickAsync();
        ILocator standing = walk.Main.GetByRole(AriaRole.List, new() { Name = "Silences, active first" }).GetByRole(AriaRole.Listitem);
        await Expect(standing).ToContainTextAsync("the feed is being mended");

        ILocator pages = walk.Main.GetByRole(AriaRole.Navigation, new() { Name = "Pages of alerts" });
        await pages.GetByRole(AriaRole.Link, new() { Name = "Alerts" }).ClickAsync();
        ILocator suppressed = walk.Main.GetByRole(AriaRole.Region, new() { Name = "Suppressed" });
        await Expect(suppressed).ToContainTextAsync(Alert, new() { Timeout = DeadlineMs });
        await walk.Page.GoBackAsync();
        await standing.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(standing).ToContainTextAsync("Over");
        walk.AssertSilent();
    }
}
