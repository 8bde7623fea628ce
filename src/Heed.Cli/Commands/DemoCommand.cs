using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;

using Heed.Documents;
using Heed.Server.Hosting;

namespace Heed.Cli.Commands;

/// <summary><c>heed demo</c>: the server on two example models, with a year of their real traffic played fast.</summary>
internal static class DemoCommand
{
    /// <summary>Two and a half days a second: a year in two and a half minutes.</summary>
    public const double DefaultSpeed = 216_000;

    /// <summary>The first events of housing.</summary>
    private static readonly DateTimeOffset Start = new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Brings the bikes' 2012 beside the houses' 2021; whole weeks keep the weekdays.</summary>
    private static readonly TimeSpan BikesShift = TimeSpan.FromDays(7 * 491);

    public static Command Create()
    {
        Option<int> port = new("--port") { Description = "Listen on this port; 0 for any free one.", DefaultValueFactory = _ => 4333 };
        Option<double> speed = new("--speed") { Description = "How many times faster than real time.", DefaultValueFactory = _ => DefaultSpeed };
        Option<bool> noBrowser = new("--no-browser") { Description = "Do not open a browser." };
        Command command = new("demo", "Two real models and a year of their traffic, played fast.") { port, speed, noBrowser };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(speed), !parsed.GetValue(noBrowser), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, double speed, bool openBrowser, CancellationToken cancellation)
    {
        string examples = Path.Combine(AppContext.BaseDirectory, "examples");
        if (!Directory.Exists(examples))
        {
            await Console.Error.WriteLineAsync(
                $"heed: expected the demo's data in {examples}, found none: put the folder examples, which is published with the program, there");
            return ExitCodes.BadInput;
        }

        if (ConfigurationInput.Read(Path.Combine(examples, "demo", "heed.yml"), dataDirectory: null, keepBaselines: false) is not { } inventory) return ExitCodes.BadInput;
        using RecordedEvents events = new(
        [
            new RecordedFile(Path.Combine(examples, "housing", "production.ndjson.gz"), TimeSpan.Zero),
            new RecordedFile(Path.Combine(examples, "bikes", "production.ndjson.gz"), BikesShift),
        ]);
        while (events.NextTimeMs < Start.ToUnixTimeMilliseconds()) events.Next();

        PacedClock clock = new(Start.ToUnixTimeMilliseconds());
        ServerMode mode = ServerMode.Demo(speed);
        StationOptions options = new() { DataDirectory = null, StartMs = Start.ToUnixTimeMilliseconds() };
        Diagnostics diagnostics = new();
        await using HeedServer? server = HeedServer.Create(inventory, options, new IPEndPoint(IPAddress.Loopback, port), mode, clock, diagnostics);
        ConfigurationInput.Print(diagnostics);
        if (server is null) return ExitCodes.BadInput;
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"heed: {error.Message} Try: heed demo --port 0");
            return ExitCodes.BadInput;
        }

        Console.WriteLine($"listening on {server.Address}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A year of two real models at {speed:N0} times real time. Stop with Ctrl+C."));
        if (openBrowser) OpenBrowser(server.Address);
        Task playing = new StreamPlayer(server, events, clock, mode).PlayAsync(TimeProvider.System, cancellation);
        await server.WaitForStopAsync(cancellation);
        await playing;
        return ExitCodes.Done;
    }

    private static void OpenBrowser(Uri address)
    {
        if (OperatingSystem.IsLinux() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))) return;
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // No browser: the address stands on the terminal.
        }
    }
}
