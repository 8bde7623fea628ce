using System.Globalization;
using System.Text.RegularExpressions;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>What people do through the pages, each walk on a live server of its own.</summary>
public sealed class PeopleWalks(RunningHeed heed)
{
    private const int DeadlineMs = 60_000;

    [Fact]
    public async Task A_review_is_answered_by_one_key_and_the_next_one_comes()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync(predictions: 20);
        await using WatchedPage walk = await heed.OpenAsync("/reviews", address: server.Address);
        await Expect(walk.Main).ToContainTextAsync("Say who you are");
        await walk.Main.GetByLabel("You are").FillAsync("ann");
        ILocator answers = walk.Main.GetByRole(AriaRole.Group, new() { Name = "The right answer" });
        await Expect(answers.GetByRole(AriaRole.Button)).ToHaveTextAsync(["1approve", "2deny", "sLater"]);
        await Expect(walk.Main).ToContainTextAsync("above the baseline’s range");
        await Expect(walk.Region("Progress")).ToContainTextAsync(new Regex("\\d+ wait"));
        int waiting = int.Parse(Regex.Match(await walk.Region("Progress").InnerTextAsync(), "\\d+").Value, CultureInfo.InvariantCulture);

        (string right, _) = await KeysAsync(walk);
        await walk.Page.Keyboard.PressAsync(right);
        await Expect(walk.Main).ToContainTextAsync(", too.");
        await Expect(walk.Region("Progress")).ToContainTextAsync($"{waiting - 1} wait");
        await walk.Page.Keyboard.PressAsync("s");
        (_, string wrong) = await KeysAsync(walk);
        await walk.Page.Keyboard.PressAsync(wrong);
        await Expect(walk.Region("Progress")).ToContainTextAsync($"{waiting - 2} wait");
        await Expect(walk.Region("Progress")).ToContainTextAsync("50.0");
        walk.AssertSilent();
    }

    /// <summary>The key of the model's own answer, and that of the other class.</summary>
    private static async Task<(string Right, string Wrong)> KeysAsync(WatchedPage walk)
    {
        await walk.Main.GetByRole(AriaRole.Button, new() { Name = "Show the model's answer" }).ClickAsync();
        ILocator says = walk.Main.GetByText("The model says");
        await Expect(says).ToBeVisibleAsync();
        return (await says.InnerTextAsync()).Contains("approve", StringComparison.Ordinal) ? ("1", "2") : ("2", "1");
    }

    [Fact]
    public async Task An_incident_is_acknowledged_by_key_commented_judged_and_seen_on_call()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/incidents", address: server.Address);
        ILocator incident = walk.Main.GetByRole(AriaRole.List, new() { Name = "Incidents, open first" }).GetByRole(AriaRole.Link).First;
        await incident.ClickAsync(new() { Timeout = DeadlineMs });
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("income");
        await Expect(walk.Region("Runbook").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await walk.Page.Keyboard.PressAsync("a");
        await Expect(walk.Main).ToContainTextAsync("Say who you are first");
        await walk.Main.GetByLabel("You are").FillAsync("ana");
        await walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await walk.Page.Keyboard.PressAsync("a");
        await Expect(walk.Main).ToContainTextAsync("ana has it");
        ILocator comment = walk.Main.GetByLabel("Comment", new() { Exact = true });
        await walk.Page.Keyboard.PressAsync("c");
        await Expect(comment).ToBeFocusedAsync();
        await walk.Page.Keyboard.TypeAsync("the feed sends cents");
        await walk.Page.Keyboard.PressAsync("Enter");
        await Expect(walk.Region("Timeline, newest first")).ToContainTextAsync("the feed sends cents");
        ILocator actedOn = walk.Main.GetByRole(AriaRole.Button, new() { Name = "Acted on" });
        await actedOn.ClickAsync();
        await Expect(actedOn).ToHaveAttributeAsync("aria-pressed", "true");

        await walk.Page.GotoAsync(new Uri(server.Address, "oncall").ToString());
        await Expect(walk.Region("Whom incidents page")).ToContainTextAsync("ana has it");
        walk.AssertSilent();
    }

    [Fact]
    public async Task Somebody_stands_in_and_the_calendar_shows_it()
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        await using WatchedPage walk = await heed.OpenAsync("/oncall", address: server.Address);
        ILocator calendar = walk.Main.GetByRole(AriaRole.Region, new() { Name = "Two weeks from now", Exact = true }).Last;
        await Expect(calendar.GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await Expect(walk.Main.GetByRole(AriaRole.List, new() { Name = "Now and next" })).ToContainTextAsync("Next");
        DateTime tomorrow = TimeProvider.System.GetUtcNow().Date.AddDays(1);
        ILocator form = walk.Region("Somebody stands in");
        await DragAsync(walk, calendar.GetByRole(AriaRole.List));
        await Expect(form.GetByLabel("From")).ToHaveValueAsync(new Regex("T\\d\\d:00$"));
        await form.GetByLabel("Who").SelectOptionAsync("ben");
        await form.GetByLabel("From").FillAsync($"{tomorrow:yyyy-MM-dd}T06:00");
        await form.GetByLabel("To", new() { Exact = false }).Last.FillAsync($"{tomorrow.AddDays(1):yyyy-MM-dd}T06:00");
        await form.GetByRole(AriaRole.Button, new() { Name = "Stand in" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Listitem)).ToContainTextAsync("ben for ml");
        await Expect(calendar.Locator("li[data-override='true']")).ToHaveCountAsync(1);
        await form.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(0);
        walk.AssertSilent();
    }

    /// <summary>Over a day in the middle of what is shown.</summary>
    private static async Task DragAsync(WatchedPage walk, ILocator band)
    {
        LocatorBoundingBoxResult box = await band.BoundingBoxAsync() ?? throw new InvalidOperationException("The calendar has no band.");
        await walk.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await walk.Page.Mouse.DownAsync();
        await walk.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + (box.Width / 14), box.Y + (box.Height / 2));
        await walk.Page.Mouse.UpAsync();
    }

    [Theory]
    [InlineData("reviews", "/reviews")]
    [InlineData("incidents", "/incidents")]
    [InlineData("oncall", "/oncall")]
    public async Task A_page_of_people_fits_a_desk_and_a_phone_light_and_dark(string name, string path)
    {
        await using WatchedCredit server = await WatchedCredit.StartAsync();
        foreach ((int width, ColorScheme scheme) in ((int, ColorScheme)[])[(1440, ColorScheme.Light), (390, ColorScheme.Dark)])
        {
            await using WatchedPage walk = await heed.OpenAsync(path, width, scheme: scheme, address: server.Address);
            await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(walk.Main.Locator("[aria-busy='true']")).ToHaveCountAsync(0, new() { Timeout = DeadlineMs });
            Assert.True(await walk.OverflowAsync() <= 0, $"{path} is wider than {width} px.");
            await walk.PictureAsync($"{name}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
            walk.AssertSilent();
        }
    }

    [Fact]
    public async Task An_objective_leads_to_its_budget_its_gate_and_its_rules()
    {
        await using WatchedPage walk = await heed.OpenAsync("/");
        await walk.Page.Keyboard.PressAsync("g");
        await walk.Page.Keyboard.PressAsync("s");
        ILocator list = walk.Main.GetByRole(AriaRole.List, new() { Name = "Objectives, what burns first" });
        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await list.GetByRole(AriaRole.Link, new() { Name = "accuracy", Exact = true }).ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("accuracy");
        await Expect(walk.Page).ToHaveURLAsync(new Regex("/objectives/housing/accuracy"));
        await Expect(walk.Region("Deployment gate").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await walk.Region("Generated rules").Locator("summary").ClickAsync();
        await Expect(walk.Region("Generated rules").GetByLabel("Rule file")).ToContainTextAsync("ErrorBudgetBurn");
        walk.AssertSilent();
    }

    [Fact]
    public async Task On_a_phone_the_rest_of_the_pages_stand_behind_more()
    {
        await using WatchedPage walk = await heed.OpenAsync("/", width: 390, height: 844);
        ILocator bar = walk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        ILocator objectives = bar.GetByRole(AriaRole.Link, new() { Name = "Objectives" });
        await Expect(objectives).ToBeHiddenAsync();
        await bar.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await objectives.ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Objectives");
        await Expect(objectives).ToBeHiddenAsync();
        walk.AssertSilent();
    }
}
