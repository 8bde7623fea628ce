using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Alerting.AlertingTests;
using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Receivers;

namespace Heed.Cli.Commands;

/// <summary><c>heed test alerting FILE…</c>: tests of routes, inhibition, time intervals and escalation on a simulated clock.</summary>
internal static class TestAlertingCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Description = "Files of tests.", Arity = ArgumentArity.OneOrMore };
        Option<string?> run = new("--run") { Description = "Only the test of this name." };
        Option<bool> json = new("--json") { Description = "Print the failures as JSON." };
        Command command = new("alerting", "Runs tests of routing and escalation on a simulated clock.") { files, run, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(run), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string? name, bool json)
    {
        List<(string File, AlertingTestFailure Failure)> failures = [];
        int tests = 0;
        bool readable = true;
        foreach (string file in files)
        {
            if (Read(file) is not { } runnable)
            {
                readable = false;
                continue;
            }

            foreach (AlertingTestCase test in runnable.Tests.Where(t => name is null || t.Name == name))
            {
                tests++;
                failures.AddRange(runnable.Runner.Run(test).Select(f => (file, f)));
            }
        }

        if (json) Console.WriteLine(ToJson(failures));
        else Print(failures, tests);
        return readable && failures.Count == 0 ? ExitCodes.Done : ExitCodes.BadInput;
    }

    /// <summary>The tests and what they test; null where anything is wrong, which has then been printed.</summary>
    private static (IReadOnlyList<AlertingTestCase> Tests, AlertingTestRunner Runner)? Read(string path)
    {
        Diagnostics diagnostics = new();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        AlertingTestRunner? runner = null;
        AlertingTestFile? file = null;
        if (ReadText(path, path, diagnostics) is { } text)
        {
            file = AlertingTestReader.Read(path, text, diagnostics);
            if (!diagnostics.HasErrors) runner = ReadTested(path, file, folder, diagnostics);
        }

        ConfigurationInput.Print(diagnostics);
        return runner is null || diagnostics.HasErrors ? null : (file!.Tests, runner);
    }

    private static AlertingTestRunner? ReadTested(string path, AlertingTestFile file, string folder, Diagnostics diagnostics)
    {
        string routes = Path.GetFullPath(file.Alertmanager, folder);
        if (ReadText(routes, path, diagnostics) is not { } text) return null;
        ReadingContext context = new(Path.GetDirectoryName(routes)!, Environment.GetEnvironmentVariable);
        AlertmanagerConfiguration? alertmanager = AlertmanagerFile.Parse(file.Alertmanager, text, ReceiverRegistry.Kinds, context, diagnostics);
        if (alertmanager is null || file.OnCall.Length == 0) return alertmanager is null ? null : new AlertingTestRunner(alertmanager, OnCallConfiguration.Empty);
        string people = Path.GetFullPath(file.OnCall, folder);
        if (ReadText(people, path, diagnostics) is not { } onCallText) return null;
        OnCallSurroundings surroundings = new(
            alertmanager, text, ReceiverRegistry.Kinds, context with { Folder = Path.GetDirectoryName(people)! }, null,
            calendar => File.Exists(calendar) ? File.ReadAllText(calendar) : null);
        OnCallConfiguration? onCall = OnCallFile.Parse(file.OnCall, onCallText, surroundings, diagnostics);
        return onCall is null ? null : new AlertingTestRunner(alertmanager, onCall);
    }

    private static string? ReadText(string path, string test, Diagnostics diagnostics)
    {
        if (File.Exists(path)) return File.ReadAllText(path);
        diagnostics.Add(new Diagnostic(test, 0, 0, "", $"expected a file at {path}, found none"));
        return null;
    }

    private static void Print(List<(string File, AlertingTestFailure Failure)> failures, int tests)
    {
        foreach ((string file, AlertingTestFailure failure) in failures)
        {
            string test = failure.Test.Length > 0 ? $"test \"{failure.Test}\", " : "";
            Console.WriteLine($"{file}:{failure.Line}: {test}{failure.Subject}");
            foreach (string missing in failure.Missing) Console.WriteLine("  - expected " + missing);
            foreach (string unexpected in failure.Unexpected) Console.WriteLine("  + got      " + unexpected);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tests} tests, {failures.Count} failures"));
    }

    private static string ToJson(List<(string File, AlertingTestFailure Failure)> failures) => JsonSerializer.Serialize(
        failures.Select(f => new
        {
            file = f.File,
            line = f.Failure.Line,
            test = f.Failure.Test,
            subject = f.Failure.Subject,
            missing = f.Failure.Missing,
            unexpected = f.Failure.Unexpected,
        }),
        Indented);
}
