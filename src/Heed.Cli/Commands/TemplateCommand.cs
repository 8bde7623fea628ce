using System.CommandLine;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Receivers;

namespace Heed.Cli.Commands;

/// <summary><c>heed template preview</c>: what a receiver would be sent, without sending it.</summary>
internal static class TemplateCommand
{
    private static readonly DateTimeOffset SampleTime = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Alertmanager's configuration file." };
        Option<string> receiver =
            new("--receiver") { Description = "The receiver's name; the default receiver's if left out.", DefaultValueFactory = _ => "" };
        Option<string[]> labels = new("--label") { Description = "A label of the sample alert, as name=value.", DefaultValueFactory = _ => ["alertname=MLDataDrift", "model_name=credit", "severity=critical"] };
        Option<string[]> annotations = new("--annotation") { Description = "An annotation of it, as name=value.", DefaultValueFactory = _ => ["summary=The feature income has drifted"] };
        Option<bool> resolved = new("--resolved") { Description = "Show the notice that the alert is over." };
        Command preview = new("preview", "Shows what every integration of a receiver would send for a sample alert.") { file, receiver, labels, annotations, resolved };
        preview.SetAction(parsed => Preview(
            parsed.GetValue(file)!, parsed.GetValue(receiver)!, parsed.GetValue(labels)!, parsed.GetValue(annotations)!, parsed.GetValue(resolved)));
        return new Command("template", "Works with the templates of notices.") { preview };
    }

    private static int Preview(string file, string receiver, string[] labels, string[] annotations, bool resolved)
    {
        if (!File.Exists(file)) return Fail($"{file}: there is no such file");
        Diagnostics diagnostics = new();
        ReadingContext context = new(Path.GetDirectoryName(Path.GetFullPath(file))!, Environment.GetEnvironmentVariable);
        AlertmanagerConfiguration? configuration =
            AlertmanagerFile.Parse(file, File.ReadAllText(file), ReceiverRegistry.Kinds, context, diagnostics);
        NoticeTemplates templates = NoticeTemplates.Load(configuration?.TemplateFiles ?? [], diagnostics);
        if (configuration is null || diagnostics.HasErrors) return Fail(string.Join(Environment.NewLine, diagnostics.All));
        string name = receiver.Length > 0 ? receiver : configuration.Root.Settings.Receiver;
        ReceiverConfiguration? found = configuration.Receivers.FirstOrDefault(r => r.Name == name);
        if (found is null)
        {
            return Fail($"{file}: expected one of {string.Join(", ", configuration.Receivers.Select(r => r.Name))}, found {name}");
        }

        if (!TryPairs(labels, out LabelSet labelSet, out string wrong) || !TryPairs(annotations, out LabelSet annotationSet, out wrong))
        {
            return Fail(wrong);
        }

        long timeMs = SampleTime.ToUnixTimeMilliseconds();
        Alert alert = new(labelSet, annotationSet, timeMs - (long)NoticeSample.Age.TotalMilliseconds, 0, timeMs, NoticeSample.GeneratorUrl);
        NoticeSample notices = new(alert, resolved, timeMs, "http://localhost:8417");
        foreach (IntegrationOptions integration in found.Integrations)
        {
            Notification sample = notices.Notice(configuration.Root, name, integration.Id);
            Console.WriteLine($"{integration.Id}:");
            Console.WriteLine(ReceiverRegistry.Preview(integration, sample, templates));
        }

        if (found.Integrations.Count == 0) Console.WriteLine($"{name} sends nowhere");
        if (templates.Failures == 0) return ExitCodes.Done;
        return Fail(FormattableString.Invariant($"{templates.Failures} texts failed: the errors stand in their places"));
    }

    private static bool TryPairs(string[] texts, out LabelSet pairs, out string error)
    {
        LabelSetBuilder builder = new();
        error = "";
        foreach (string text in texts)
        {
            int equal = text.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0) error = $"expected name=value, found \"{text}\"";
            else builder.Set(text[..equal], text[(equal + 1)..]);
        }

        pairs = builder.Build();
        return error.Length == 0;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCodes.BadInput;
    }
}
