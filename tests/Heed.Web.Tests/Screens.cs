using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>The pictures of the documentation: a demo of its own, at the moment when the accuracy of a model has fallen under its objective.</summary>
public sealed class Screens
{
    private const string Accuracy = "AccuracyBelowObjective";
    private const string Preview = "preview-light-1440";

    /// <summary>Name without the ending, address, width.</summary>
    private static readonly (string Name, string Path, int Width, ColorScheme Scheme)[] Pictures =
    [
        ("health-light-1440", "/?model=housing", 1440, ColorScheme.Light),
        ("health-dark-1440", "/?model=housing", 1440, ColorScheme.Dark),
        ("health-light-390", "/?model=housing", 390, ColorScheme.Light),
        ("quality-light-1440", "/models/housing/quality", 1440, ColorScheme.Light),
        ("drift-light-1440", "/models/housing/drift?feature=Longitude", 1440, ColorScheme.Light),
        ("drift-dark-390", "/models/housing/drift?feature=Longitude", 390, ColorScheme.Dark),
        ("alerts-light-1440", "/alerts", 1440, ColorScheme.Light),
        ("silences-light-1440", "/alerts/silences?matchers=model_name%3D%22housing%22", 1440, ColorScheme.Light),
        (Preview, "/alerts/preview", 1440, ColorScheme.Light),
        ("noise-light-1440", "/oncall/noise?weeks=12", 1440, ColorScheme.Light),
        ("noise-dark-390", "/oncall/noise?weeks=12", 390, ColorScheme.Dark),
        ("outbox-light-1440", "/outbox", 1440, ColorScheme.Light),
        ("explore-light-1440", "/explore?expr=topk(4,%20ml_data_drift_score%7Bmodel_name%3D%22housing%22%7D)", 1440, ColorScheme.Light),
    ];

    [Fact]
    public async Task The_demo_is_pictured_when_the_accuracy_of_housing_has_fallen_under_its_objective()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(WatchedPage.ScreensVariable)), $"{WatchedPage.ScreensVariable} names no directory.");
        await using RunningHeed heed = new();
        await heed.InitializeAsync();

        await using WatchedPage alerts = await heed.OpenAsync("/alerts");
        await alerts.Main.GetByRole(AriaRole.Region, new() { Name = "Firing" }).GetByRole(AriaRole.Link, new() { Name = Accuracy })
            .ClickAsync(new() { Timeout = 180_000 });
        await Expect(alerts.Region("Value of the expression").GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await RestAsync(alerts);
        await alerts.PictureAsync("alert-light-1440");
        foreach ((string name, string path, int width, ColorScheme scheme) in Pictures)
        {
            await using WatchedPage walk = await heed.OpenAsync(path, width, height: width < 700 ? 844 : 900, scheme: scheme);
            await RestAsync(walk);
            if (name == "outbox-light-1440")
                await walk.Main.GetByRole(AriaRole.Button, new() { NameRegex = new(Accuracy) }).First.ClickAsync();
            if (name == Preview) await AskForAsync(walk);
            await walk.PictureAsync(name);
            walk.AssertSilent();
        }
    }

    /// <summary>A real alert's notice, and a text to try.</summary>
    private static async Task AskForAsync(WatchedPage walk)
    {
        await walk.Main.GetByLabel("Alert", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        ILocator tried = walk.Region("A text to try");
        await tried.GetByRole(AriaRole.Textbox).FillAsync("{{ .Status }}: {{ .CommonAnnotations.summary }}");
        await Expect(tried.GetByRole(AriaRole.Status)).ToContainTextAsync("firing: ");
    }

    /// <summary>Until nothing is loaded any more and every chart has its canvas.</summary>
    private static async Task RestAsync(WatchedPage walk)
    {
        await Expect(walk.Main.Locator("[aria-busy='true']")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await walk.Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }
}
