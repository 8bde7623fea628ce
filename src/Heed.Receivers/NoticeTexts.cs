using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers;

/// <summary>Writes the texts of one notice of one kind of receiver.</summary>
/// <param name="kind">As <c>discord</c>: stands before the names of texts in errors.</param>
/// <param name="templates">What texts may call.</param>
/// <param name="notification">What it says.</param>
/// <param name="texts">As configured, by key.</param>
/// <param name="defaults">What stands where a configured text fails, by key.</param>
internal sealed class NoticeTexts(
    string kind,
    NoticeTemplates templates,
    Notification notification,
    IReadOnlyDictionary<string, string> texts,
    IReadOnlyList<KeyValuePair<string, string>> defaults)
{
    private const string Subject = "{{ template \"slack.default.title\" . }}";

    /// <summary>A text for people: one that fails is replaced by its default, or the subject, with the error behind it.</summary>
    public string Write(string key)
    {
        string fallback = defaults.FirstOrDefault(d => d.Key == key).Value ?? "";
        return templates.Write($"{kind} {key}", texts[key], notification, fallback.Length > 0 ? fallback : Subject);
    }

    public string Write(string key, int most) => ShortText.Cut(Write(key).Trim(), most);

    /// <summary>A text of a certain form, such as an address: empty where it fails.</summary>
    public string Word(string key) => templates.WriteWord($"{kind} {key}", texts[key], notification, "").Trim();
}
