using Heed.Testing;
using Heed.Web.Tests;

using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningHeed))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Heed.Web.Tests;

/// <summary>One server in demo mode on a free loopback port, and one Chromium, for all walks.</summary>
public sealed class RunningHeed : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>A machine that does other things, too, draws late; what never comes is told after as long.</summary>
    private const float DeadlineMs = 30_000;

    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private HeedProcess? _heed;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"expected a browser at {Chromium}; install it with: apt-get install chromium");
        _heed = await HeedProcess.StartAsync("demo", "--port", "0", "--no-browser");
        Assertions.SetDefaultExpectTimeout(DeadlineMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = BrowserArguments });
    }

    /// <summary>Opens a page of its own storage and viewport: of the demo, or of another server.</summary>
    internal async Task<WatchedPage> OpenAsync(string path, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, Uri? address = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (address ?? _heed!.Address).ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
        });
        return await WatchedPage.OpenAsync(context, path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_heed is not null) await _heed.DisposeAsync();
    }
}
