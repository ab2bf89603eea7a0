from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "consult.meetings"
    label = "consult_meetings"
