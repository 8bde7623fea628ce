using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>Every page at the width of a desk and of a phone, light and dark.</summary>
public sealed class Looks(RunningHeed heed)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("health", "/"), ("models", "/models"), ("alerts", "/alerts"), ("outbox", "/outbox"),
        ("silences", "/alerts/silences?matchers=model_name%3D%22housing%22"), ("preview", "/alerts/preview"),
        ("noise", "/oncall/noise?weeks=12"),
        ("explore", "/explore?expr=sum%20by%20(model_name)%20(ml_requests_total)"),
        ("plan", "/explore?view=plan&expr=sum%20by%20(model_name)%20(rate(ml_requests_total%5B1d%5D))"),
        ("settings", "/settings"), ("routed", "/alerts?by=route"),
        ("overview", "/models/housing"), ("quality", "/models/housing/quality"), ("resources", "/models/housing/resources"),
        ("behaviour", "/models/housing/behaviour"), ("objectives", "/objectives"), ("objective", "/objectives/housing/accuracy"),
        ("drift", "/models/housing/drift?feature=Longitude"), ("drift-categories", "/models/bikes/drift?feature=season"),
    ];

    public static TheoryData<string, string, int, ColorScheme> Views()
    {
        TheoryData<string, string, int, ColorScheme> views = [];
        foreach ((string name, string path) in Pages)
        {
            foreach (int width in (int[])[1440, 390])
            {
                views.Add(name, path, width, ColorScheme.Light);
                views.Add(name, path, width, ColorScheme.Dark);
            }
        }

        return views;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_page_fits_its_window_in_the_theme_of_the_system(string name, string path, int width, ColorScheme scheme)
    {
        await using WatchedPage walk = await heed.OpenAsync(path, width, scheme: scheme);
        string theme = scheme == ColorScheme.Dark ? "dark" : "light";
        await Expect(walk.Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", theme);
        await Expect(walk.Main.Locator("[aria-busy='true']")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        Assert.True(await walk.OverflowAsync() <= 0, $"{path} is wider than {width} px.");
        await walk.PictureAsync($"{name}-{width}-{theme}");
        walk.AssertSilent();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task An_alert_is_named_above_its_curve_its_runbook_and_its_rule(int width, ColorScheme scheme)
    {
        await using WatchedPage walk = await heed.OpenAsync("/alerts", width, scheme: scheme);
        ILocator alert = walk.Main.GetByRole(AriaRole.Link, new() { Name = "ErrorTwiceTheBaseline" }).First;
        await alert.ClickAsync(new() { Timeout = 180_000 });
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ErrorTwiceTheBaseline");
        await Expect(walk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" })).ToContainTextAsync("ErrorTwiceTheBaseline");
        await Expect(walk.Region("Runbook").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(walk.Region("Value of the expression").GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Expect(walk.Region("Rule")).ToContainTextAsync("ml_model_quality_lower");
        Assert.True(await walk.OverflowAsync() <= 0, $"The alert is wider than {width} px.");
        await walk.PictureAsync($"alert-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
        walk.AssertSilent();
    }

    [Fact]
    public async Task On_a_phone_the_pages_are_named_in_a_bar_at_the_bottom()
    {
        await using WatchedPage walk = await heed.OpenAsync("/", width: 390, height: 844);
        ILocator bar = walk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });
        await Expect(bar.GetByRole(AriaRole.Link, new() { NameRegex = new("Alerts") })).ToBeVisibleAsync();
        LocatorBoundingBoxResult box = await bar.BoundingBoxAsync() ?? throw new InvalidOperationException("The bar has no box.");
        Assert.Equal(844, box.Y + box.Height, precision: 0);
        Assert.True(box.Height < 80, $"The bar is {box.Height} px high.");
        walk.AssertSilent();
    }

    [Fact]
    public async Task The_theme_can_be_chosen_against_the_system_and_is_kept()
    {
        await using WatchedPage walk = await heed.OpenAsync("/", scheme: ColorScheme.Light);
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: auto. Change to light" }).ClickAsync();
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: light. Change to dark" }).ClickAsync();
        await Expect(walk.Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
        await walk.Page.ReloadAsync();
        await Expect(walk.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark. Change to auto" })).ToBeVisibleAsync();
        await Expect(walk.Page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
        walk.AssertSilent();
    }
}
