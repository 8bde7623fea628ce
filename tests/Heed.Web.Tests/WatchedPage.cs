using System.Collections.Concurrent;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>A page whose console is listened to; when the walk ends, anything that it said above "info" fails the test.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>A directory; when set, each look leaves a picture there.</summary>
    internal const string ScreensVariable = "HEED_SCREENS";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"uncaught: {error}");
    }

    internal IPage Page { get; }

    internal ILocator Main => Page.GetByRole(AriaRole.Main);

    internal static async Task<WatchedPage> OpenAsync(IBrowserContext context, string path)
    {
        WatchedPage watched = new(context, await context.NewPageAsync());
        await watched.Page.GotoAsync(path);

        // Before the frame stands nobody listens to keys.
        await Expect(watched.Main).ToBeVisibleAsync();
        return watched;
    }

    internal ILocator Region(string name) => Main.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    internal void AssertSilent() => Assert.Empty(_complaints);

    /// <summary>How many pixels the page is wider than its window.</summary>
    internal Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    internal async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(ScreensVariable) is { Length: > 0 } directory)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"{name}.png") });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
