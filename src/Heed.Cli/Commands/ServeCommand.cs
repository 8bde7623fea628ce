using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Channels;

using Heed.Documents;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Cli.Commands;

/// <summary><c>heed serve [heed.yml]</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Argument<string> file = ConfigurationInput.Argument(optional: true);
        Option<int?> port = new("--port") { Description = "Listen on this port instead; 0 for any free one." };
        Option<string?> listen = new("--listen") { Description = "Listen there instead, as 0.0.0.0:4333." };
        Option<string?> data = new("--data") { Description = "Keep everything in this directory instead." };
        Command command = new("serve", "The server: events, rules, alerts, API, web UI.") { file, listen, port, data };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(file)!, parsed.GetValue(listen), parsed.GetValue(port), parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? address, int? port, string? data, CancellationToken cancellation)
    {
        if (ConfigurationInput.Read(file, data) is not { } inventory) return ExitCodes.BadInput;
        TimeProvider clock = TimeProvider.System;
        StationOptions options = new()
        {
            DataDirectory = inventory.Options.Server.Data,
            StartMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Scrapes = true,
        };
        IPEndPoint listen = inventory.Options.Server.Listen.EndPoint;
        if (address is not null)
        {
            Heed.Model.Parsing.ParseResult<ListenAddress> parsed = ListenAddress.Parse(address);
            if (!parsed.IsSuccess)
            {
                await Console.Error.WriteLineAsync($"heed: --listen: {parsed.Error}, found \"{address}\"");
                return ExitCodes.WrongUsage;
            }

            listen = parsed.Value.EndPoint;
        }

        if (port is { } other) listen = new IPEndPoint(listen.Address, other);
        Diagnostics diagnostics = new();
        try
        {
            HeedServer? server = HeedServer.Create(inventory, options, listen, ServerMode.Live, clock, diagnostics);
            ConfigurationInput.Print(diagnostics);
            if (server is null) return ExitCodes.BadInput;
            await using (server)
            {
                await server.StartAsync(cancellation);

                // Reading baselines leaves garbage of their files' size behind: it is given back before the long run begins.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Reload(signal, server, cancellation));
                Console.WriteLine($"listening on {server.Address}");
                await server.WaitForStopAsync(cancellation);
            }

            return ExitCodes.Done;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync("heed: " + error.Message);
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What goes wrong is logged and counted by the reload itself; only a stop may come between.</summary>
    private static void Reload(PosixSignalContext signal, HeedServer server, CancellationToken cancellation)
    {
        signal.Cancel = true;
        try
        {
            server.ReloadAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ChannelClosedException)
        {
            // The server is stopping: there is nothing left to reload.
        }
    }
}
