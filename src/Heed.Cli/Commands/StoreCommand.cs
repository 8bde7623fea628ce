using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

using Heed.Storage.Inspection;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary><c>heed store</c>: looks into the directory of a store, and brings samples out of it and into it.</summary>
internal static class StoreCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create() => new("store", "Looks into the files of a series store, repairs, exports and imports.")
    {
        StoreInspectCommand.Create(),
        StoreVerifyCommand.Create(),
        StoreRepairCommand.Create(),
        StoreExportCommand.Create(),
        StoreImportCommand.Create(),
    };

    public static Argument<string> DirectoryArgument() =>
        new("DIR") { Description = "The directory of a store, or the data directory of a server." };

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON." };

    /// <summary>Finds the store and works on it; what the files make impossible becomes words and an exit code.</summary>
    public static int Run(string directory, Func<string, int> work)
    {
        if (StoreInspector.Find(directory) is not { } store)
        {
            return Fail($"{directory}: expected the directory of a store, found no wal folder and no head.snapshot in it or in its folder {StoreInspector.ServerSubfolder}");
        }

        return Guard(() => work(store));
    }

    public static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Fail(error.Message);
        }
    }

    public static int Fail(string message)
    {
        Console.Error.WriteLine("heed: " + message);
        return ExitCodes.BadInput;
    }

    public static void PrintJson<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>With a bar on a terminal, and without one elsewhere.</summary>
    public static T WithProgress<T>(string what, Func<IProgress<double>?, T> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) return work(null);
        IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return errors.Progress().AutoClear(true).Start(context => work(new Bar(context.AddTask(what, maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
