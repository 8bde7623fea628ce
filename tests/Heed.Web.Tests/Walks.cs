using System.Text.RegularExpressions;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>A person's ways through the pages, at a desk.</summary>
public sealed partial class Walks(RunningHeed heed)
{
    /// <summary>The demo needs some simulated months before a drift shows and its notice is sent.</summary>
    private const int DemoDeadlineMs = 180_000;

    [Fact]
    public async Task From_health_over_the_worst_model_to_what_changed_in_a_feature()
    {
        await using WatchedPage walk = await heed.OpenAsync("/");
        ILocator worst = walk.Main.GetByRole(AriaRole.List, new() { Name = "Models, worst first" }).GetByRole(AriaRole.Link).First;
        await Expect(worst).ToBeVisibleAsync();
        string model = await worst.InnerTextAsync();
        await walk.Main.GetByRole(AriaRole.Link, new() { Name = model, Exact = true }).First.ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(model);

        await walk.Main.GetByRole(AriaRole.Navigation, new() { Name = $"Pages of {model}" })
            .GetByRole(AriaRole.Link, new() { NameRegex = DriftTab() }).ClickAsync();
        ILocator feature = walk.Main.GetByRole(AriaRole.Table).GetByRole(AriaRole.Button).First;
        await Expect(feature).ToBeVisibleAsync();
        string name = await feature.InnerTextAsync();
        await walk.Main.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

        ILocator distribution = walk.Region("Distribution, baseline and current");
        await Expect(distribution.GetByRole(AriaRole.Figure)).ToBeVisibleAsync(new() { Timeout = DemoDeadlineMs });
        await Expect(walk.Page).ToHaveURLAsync(new Regex($"feature={Regex.Escape(Uri.EscapeDataString(name))}"));
        walk.AssertSilent();
    }

    [Fact]
    public async Task From_the_list_of_alerts_to_the_value_of_one_on_its_curve()
    {
        await using WatchedPage walk = await heed.OpenAsync("/alerts");
        ILocator alert = walk.Main.Locator("a[href^='/alerts/']:not([href='/alerts/silences'], [href='/alerts/preview'])").First;
        await Expect(alert).ToBeVisibleAsync(new() { Timeout = DemoDeadlineMs });
        string name = await alert.InnerTextAsync();
        await alert.ClickAsync();

        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Expect(walk.Region("Value of the expression")).ToBeVisibleAsync();
        await Expect(walk.Region("Its way").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("The expression holds");
        await walk.Page.GoBackAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Alerts");
        walk.AssertSilent();
    }

    [Fact]
    public async Task The_outbox_shows_a_sent_notice_as_it_was_rendered()
    {
        await using WatchedPage walk = await heed.OpenAsync("/outbox");
        ILocator sent = walk.Main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Sent" }).First;
        await Expect(sent).ToBeVisibleAsync(new() { Timeout = DemoDeadlineMs });
        string title = await sent.GetByRole(AriaRole.Button).InnerTextAsync();

        // The demo goes on: another notice may be the first by now.
        await walk.Main.GetByRole(AriaRole.Row).Filter(new() { HasText = "Sent" }).GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).First.ClickAsync();

        ILocator message = walk.Main.GetByRole(AriaRole.Article, new() { Name = "The notice as it was sent" });
        await Expect(message.GetByRole(AriaRole.Heading)).ToHaveTextAsync(title);
        await Expect(walk.Main.GetByRole(AriaRole.List, new() { Name = "Alerts in the notice" }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        walk.AssertSilent();
    }

    [Fact]
    public async Task The_range_lives_in_the_address_and_back_returns_to_the_one_before()
    {
        await using WatchedPage walk = await heed.OpenAsync("/?range=30d");
        ILocator range = walk.Page.GetByTitle("Time range");
        await Expect(range).ToHaveTextAsync("Last 30 days");
        await range.ClickAsync();
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Last 7 days" }).ClickAsync();
        await Expect(range).ToHaveTextAsync("Last 7 days");
        await Expect(walk.Page).ToHaveURLAsync(new Regex("range=7d"));
        await walk.Page.GoBackAsync();
        await Expect(range).ToHaveTextAsync("Last 30 days");
        walk.AssertSilent();
    }

    [Fact]
    public async Task An_expression_in_the_address_is_drawn_and_read_as_a_table()
    {
        await using WatchedPage walk = await heed.OpenAsync("/explore?expr=sum(ml_requests_total)");
        await Expect(walk.Region("Graph").GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await walk.Main.GetByRole(AriaRole.Tab, new() { Name = "Table" }).ClickAsync();
        await Expect(walk.Main.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(walk.Page).ToHaveURLAsync(new Regex("view=table"));
        walk.AssertSilent();
    }

    [GeneratedRegex("^Drift", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DriftTab();
}
