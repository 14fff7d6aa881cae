using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Some of what an API server adds to an object and writes in its own way, so that what is read back is never what was sent.</summary>
internal static class Defaults
{
    /// <summary>The parts of lists' keys that may be left out.</summary>
    public static JsonObject Keys(JsonObject item)
    {
        var copy = item.DeepClone().AsObject();
        foreach (var port in copy.Items("spec", "template", "spec", "containers").SelectMany(container => container.Items("ports")).Concat(copy.Items("spec", "ports")))
            port["protocol"] ??= "TCP";
        return copy;
    }

    public static JsonObject Set(JsonObject item)
    {
        var copy = Keys(item);
        if (copy.Kind() is "Deployment")
        {
            copy.Map("spec")["replicas"] ??= 1;
            copy.Map("spec")["progressDeadlineSeconds"] ??= 600;
            copy.Map("spec", "template", "spec")["restartPolicy"] ??= "Always";
            foreach (var container in copy.Items("spec", "template", "spec", "containers"))
            {
                container["imagePullPolicy"] ??= "IfNotPresent";
                foreach (var part in new[] { "requests", "limits" })
                {
                    if (container.Text("resources", part, "cpu") == "0.5")
                        container.Map("resources", part)["cpu"] = "500m";
                }
            }
        }

        if (copy.Kind() is "Service")
            copy.Map("spec")["clusterIP"] ??= "10.0.0.7";
        return copy;
    }
}
