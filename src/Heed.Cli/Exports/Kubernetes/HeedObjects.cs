using System.Globalization;

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heed.Cli.Exports.Kubernetes;

/// <summary>Heed's own objects: its files, its service, and the one pod that owns the data.</summary>
internal static class HeedObjects
{
    /// <summary>A secret may hold a mebibyte; the rest of it is room for the object around the files.</summary>
    private const int MostSecretBytes = 1_000_000;

    private const string Name = "heed";

    public static IEnumerable<YamlNode> Make(ReachedFiles files, ExportFolder folder)
    {
        List<(string Key, string Path, byte[] Content)> kept = Fitting(files, folder);
        yield return Files(kept);
        yield return Service();
        yield return Pod(files, kept);
    }

    public static YamlMappingNode Object(string version, string kind, string name, params (string Key, YamlNode? Value)[] rest) => Yaml.Map(
    [
        ("apiVersion", Yaml.Text(version)),
        ("kind", Yaml.Text(kind)),
        ("metadata", Yaml.Map(("name", Yaml.Text(name)), ("labels", Selector()))),
        .. rest,
    ]);

    public static YamlMappingNode Selector() => Yaml.Map(("app.kubernetes.io/name", Yaml.Text(Name)));

    /// <summary>The smallest files first, so that the configuration itself is always among them.</summary>
    private static List<(string Key, string Path, byte[] Content)> Fitting(ReachedFiles files, ExportFolder folder)
    {
        List<(string, string, byte[])> kept = [];
        long bytes = 0;
        foreach ((string path, byte[] content) in files.Files.Select(f => (f, File.ReadAllBytes(Path.Combine(files.Folder, f)))).OrderBy(f => f.Item2.Length))
        {
            // In base64 three bytes are four.
            bytes += (content.Length + 2) / 3 * 4;
            if (bytes > MostSecretBytes) folder.Note($"{path} does not fit into a secret: mount it at {Containers.ConfigurationFolder}/{path}");
            else kept.Add(($"file{kept.Count.ToString(CultureInfo.InvariantCulture)}", path, content));
        }

        return kept;
    }

    /// <summary>A secret rather than a config map: receivers' keys stand in these files.</summary>
    private static YamlMappingNode Files(List<(string Key, string Path, byte[] Content)> files) => Object(
        "v1",
        "Secret",
        "heed-files",
        ("type", Yaml.Text("Opaque")),
        ("data", Yaml.Map([.. files.Select(f => (f.Key, (YamlNode?)new YamlScalarNode(Convert.ToBase64String(f.Content)) { Style = ScalarStyle.DoubleQuoted }))])));

    private static YamlMappingNode Service() => Object(
        "v1",
        "Service",
        Name,
        ("spec", Yaml.Map(
            ("selector", Selector()),
            ("ports", Yaml.List(Yaml.Map(("name", Yaml.Text("http")), ("port", Yaml.Number(Containers.Port)), ("targetPort", Yaml.Text("http"))))))));

    private static YamlMappingNode Pod(ReachedFiles files, List<(string Key, string Path, byte[] Content)> kept) => Object(
        "apps/v1",
        "StatefulSet",
        Name,
        ("spec", Yaml.Map(
            ("serviceName", Yaml.Text(Name)),
            ("replicas", Yaml.Number(1)),
            ("selector", Yaml.Map(("matchLabels", Selector()))),
            ("template", Yaml.Map(
                ("metadata", Yaml.Map(("labels", Selector()))),
                ("spec", Yaml.Map(
                    ("securityContext", Yaml.Map(
                        ("runAsNonRoot", Yaml.Flag(true)),
                        ("runAsUser", Yaml.Number(Containers.UserId)),
                        ("fsGroup", Yaml.Number(Containers.UserId)),
                        ("seccompProfile", Yaml.Map(("type", Yaml.Text("RuntimeDefault")))))),
                    ("containers", Yaml.List(Container(files))),
                    ("volumes", Yaml.List(
                        Yaml.Map(("name", Yaml.Text("files")), ("secret", Yaml.Map(
                            ("secretName", Yaml.Text("heed-files")),
                            ("items", Yaml.List(kept.Select(f => Yaml.Map(("key", Yaml.Text(f.Key)), ("path", Yaml.Text(f.Path))))))))),
                        Yaml.Map(("name", Yaml.Text("tmp")), ("emptyDir", Yaml.Map())))))))),
            ("volumeClaimTemplates", Yaml.List(Yaml.Map(
                ("metadata", Yaml.Map(("name", Yaml.Text("data")))),
                ("spec", Yaml.Map(
                    ("accessModes", Yaml.Row("ReadWriteOnce")),
                    ("resources", Yaml.Map(("requests", Yaml.Map(("storage", Yaml.Text("20Gi"))))))))))))));

    private static YamlMappingNode Container(ReachedFiles files) => Yaml.Map(
        ("name", Yaml.Text(Name)),
        ("image", Yaml.Text(Containers.HeedImage)),
        ("args", Yaml.Row(Containers.Arguments(files))),
        ("ports", Yaml.List(Yaml.Map(("name", Yaml.Text("http")), ("containerPort", Yaml.Number(Containers.Port))))),
        ("startupProbe", Probe("/healthz", 2, 60)),
        ("livenessProbe", Probe("/healthz", 10, 3)),
        ("readinessProbe", Probe("/readyz", 5, 2)),
        ("resources", Yaml.Map(("requests", Yaml.Map(("cpu", Yaml.Text("100m")), ("memory", Yaml.Text("256Mi")))))),
        ("securityContext", Yaml.Map(
            ("allowPrivilegeEscalation", Yaml.Flag(false)),
            ("readOnlyRootFilesystem", Yaml.Flag(true)),
            ("capabilities", Yaml.Map(("drop", Yaml.Row("ALL")))))),
        ("volumeMounts", Yaml.List(
            Mount("files", Containers.ConfigurationFolder, readOnly: true),
            Mount("data", Containers.DataFolder, readOnly: false),
            Mount("tmp", "/tmp", readOnly: false))));

    private static YamlMappingNode Probe(string path, int seconds, int failures) => Yaml.Map(
        ("httpGet", Yaml.Map(("path", Yaml.Text(path)), ("port", Yaml.Text("http")))),
        ("periodSeconds", Yaml.Number(seconds)),
        ("failureThreshold", Yaml.Number(failures)));

    private static YamlMappingNode Mount(string name, string path, bool readOnly) => Yaml.Map(
        ("name", Yaml.Text(name)), ("mountPath", Yaml.Text(path)), ("readOnly", readOnly ? Yaml.Flag(true) : null));
}
