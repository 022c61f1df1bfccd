from proceedings.admin.base.pages import AdminPage


class WaitingPage(AdminPage):
    """A page of one waiting upload, which only its user can open."""

    # The WaitingFolder of such uploads, and the one of this request.
    kind = None
    waiting = None

    def dispatch(self, request, *args, **kwargs):
        # Nobody else learns whether something waits here.
        if self.has_permission():
            self.waiting = self.kind.find(request.user, kwargs["token"])
            if self.waiting is None:
                return self.show_gone()
        try:
            return super().dispatch(request, *args, **kwargs)
        except FileNotFoundError:
            # Another window has finished or discarded it meanwhile.
            return self.show_gone()

    def show_gone(self):
        """Return the response where nothing waits, or nothing of the user's."""
        raise NotImplementedError
