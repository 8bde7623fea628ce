using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using Heed.Documents;
using Heed.Model.Time;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.RuleTests;
using Heed.Storage;

namespace Heed.Cli.Commands;

/// <summary><c>heed test rules FILE…</c>: unit tests of rules in promtool's format; <c>heed test alerting</c> stands beside it.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Description = "Files of tests, in promtool's format.", Arity = ArgumentArity.OneOrMore };
        Option<bool> ignore = new("--ignore-unknown-fields") { Description = "Unknown keys in rule files are no mistake." };
        Option<string?> run = new("--run") { Description = "Only the test of this name." };
        Option<bool> json = new("--json") { Description = "Print the failures as JSON." };
        Command rules = new("rules", "Runs unit tests of Prometheus rules.") { files, ignore, run, json };
        rules.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(ignore), parsed.GetValue(run), parsed.GetValue(json)));
        return new Command("test", "Runs the tests of what people configured.") { rules, TestAlertingCommand.Create() };
    }

    private static int Run(string[] files, bool ignoreUnknownKeys, string? name, bool json)
    {
        List<(string File, RuleTestFailure Failure)> failures = [];
        int tests = 0;
        bool readable = true;
        foreach (string file in files)
        {
            if (Read(file, ignoreUnknownKeys) is not { } runnable)
            {
                readable = false;
                continue;
            }

            foreach (RuleTestCase test in runnable.File.Tests.Where(t => name is null || t.Name == name))
            {
                tests++;
                failures.AddRange(RunOne(runnable.File, runnable.Groups, test).Select(f => (file, f)));
            }
        }

        if (json) Console.WriteLine(ToJson(failures));
        else Print(failures, tests);
        return readable && failures.Count == 0 ? ExitCodes.Done : ExitCodes.BadInput;
    }

    private static IReadOnlyList<RuleTestFailure> RunOne(RuleTestFile file, IReadOnlyList<RuleGroup> groups, RuleTestCase test)
    {
        List<SeriesStore> opened = [];
        RuleTestRunner runner = new(file, groups, Open, TimeProvider.System);
        IReadOnlyList<RuleTestFailure> failures = runner.Run(test);
        foreach (SeriesStore store in opened) store.Dispose();
        return failures;

        RuleTestStore Open()
        {
            SeriesStore store = SeriesStore.Open(new StoreOptions());
            opened.Add(store);
            return new RuleTestStore(store, store);
        }
    }

    /// <summary>The tests and the groups of their rule files; null where anything is wrong, which has then been printed.</summary>
    private static (RuleTestFile File, IReadOnlyList<RuleGroup> Groups)? Read(string path, bool ignoreUnknownKeys)
    {
        Diagnostics diagnostics = new();
        if (!File.Exists(path))
        {
            diagnostics.Add(new Diagnostic(path, 0, 0, "", "expected a file of tests, found none"));
            ConfigurationInput.Print(diagnostics);
            return null;
        }

        RuleTestFile file = RuleTestFileReader.Read(path, File.ReadAllText(path), diagnostics);
        List<RuleGroup> groups = [];
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (string pattern in file.RuleFiles)
        {
            string full = Path.GetFullPath(pattern, folder);
            string[] matches = Matches(full);
            if (matches.Length == 0) diagnostics.Add(new Diagnostic(path, 0, 0, "rule_files", $"expected a rule file, found none at {full}"));
            foreach (string rules in matches) groups.AddRange(RuleFile.Parse(rules, File.ReadAllText(rules), diagnostics, ignoreUnknownKeys));
        }

        ConfigurationInput.Print(diagnostics);
        return diagnostics.HasErrors ? null : (file, groups);
    }

    private static string[] Matches(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) return [];
        string[] found = Directory.GetFiles(folder, Path.GetFileName(path));
        Array.Sort(found, StringComparer.Ordinal);
        return found;
    }

    private static void Print(List<(string File, RuleTestFailure Failure)> failures, int tests)
    {
        foreach ((string file, RuleTestFailure failure) in failures)
        {
            string test = failure.Test.Length > 0 ? $"test \"{failure.Test}\", " : "";
            Console.WriteLine($"{file}:{failure.Line}: {test}{failure.Subject} at {PrometheusDuration.Format(failure.At)}");
            if (failure.Problem is { } problem) Console.WriteLine("    " + problem);
            foreach (string missing in failure.Missing) Console.WriteLine("  - expected " + missing);
            foreach (string unexpected in failure.Unexpected) Console.WriteLine("  + got      " + unexpected);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tests} tests, {failures.Count} failures"));
    }

    private static string ToJson(List<(string File, RuleTestFailure Failure)> failures)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach ((string file, RuleTestFailure failure) in failures)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteNumber("line", failure.Line);
                writer.WriteString("test", failure.Test);
                writer.WriteString("subject", failure.Subject);
                writer.WriteString("at", PrometheusDuration.Format(failure.At));
                writer.WriteString("problem", failure.Problem);
                WriteTexts(writer, "missing", failure.Missing);
                WriteTexts(writer, "unexpected", failure.Unexpected);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
