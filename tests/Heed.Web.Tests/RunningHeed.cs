using System.Diagnostics;

using Heed.Web.Tests;

using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningHeed))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Heed.Web.Tests;

/// <summary>
/// One server in demo mode on a free loopback port, and one Chromium, for all walks.
/// The program is the one that the environment variable <c>HEED_PROGRAM</c> names; without it the walks are skipped.
/// </summary>
public sealed class RunningHeed : IAsyncLifetime
{
    private const string ProgramVariable = "HEED_PROGRAM";
    private const string Announcement = "listening on ";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("heed-web-");
    private Process? _server;
    private Task _drained = Task.CompletedTask;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Uri? _address;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(ProgramVariable) is not { Length: > 0 } program) return;
        using CancellationTokenSource deadline = new(StartDeadline);
        _server = Start(program, _data.FullName);
        _address = await ReadAddressAsync(_server, deadline.Token);
        // The pipe is read on, so that the server never waits for room in it.
        _drained = _server.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = BrowserArguments });
    }

    /// <summary>Opens a page of its own storage and viewport; skips the test when no program was named.</summary>
    internal async Task<WatchedPage> OpenAsync(string path, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"Set {ProgramVariable} to the path of the heed executable to walk through its pages.");
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = _address!.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
        });
        return await WatchedPage.OpenAsync(context, path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_server is not null)
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            await _drained;
            _server.Dispose();
        }

        _data.Delete(recursive: true);
    }

    private static Process Start(string program, string data)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])["demo", "--port", "0", "--no-browser", "--data", data]) start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static async Task<Uri> ReadAddressAsync(Process server, CancellationToken token)
    {
        while (await server.StandardOutput.ReadLineAsync(token) is { } line)
        {
            int at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at < 0) continue;
            string address = line[(at + Announcement.Length)..].Split(' ', 2)[0];
            return new Uri(address);
        }

        throw new InvalidOperationException($"The server ended without saying \"{Announcement}<address>\".");
    }
}
