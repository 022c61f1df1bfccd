"""The navigation of the admin: the main models, and all others under “More”."""

from django import template

register = template.Library()

MAIN = ("Conference", "Speaker", "Statement", "Theme", "Organisation")


@register.simple_tag(takes_context=True)
def main_models(context):
    """Return the main models that the user may view, in the order of the navigation, as entries of `available_apps`."""
    models = {model["object_name"]: model for app in context["available_apps"] for model in app["models"]}
    return [models[name] for name in MAIN if name in models and models[name]["admin_url"]]


@register.simple_tag(takes_context=True)
def further_apps(context):
    """Return the apps with their other models that the user may view, our own first: [{"name": …, "models": […]}]."""
    apps = [
        {
            "name": app["name"],
            "models": [model for model in app["models"] if model["object_name"] not in MAIN and model["admin_url"]],
        }
        for app in sorted(context["available_apps"], key=lambda app: app["app_label"] != "proceedings")
    ]
    return [app for app in apps if app["models"]]
